import { expect, it } from 'vitest'
import { rpIdsOf } from '../../../src/renderer/support/page-rp-ids'

it.each([
  ['https://login.example.org:8443', ['login.example.org', 'example.org', 'org']],
  ['http://localhost:4173', ['localhost']],
])('knows the RP IDs that a page at %s may use', (origin, rpIds) => {
  expect(rpIdsOf(origin)).toEqual(rpIds)
})
