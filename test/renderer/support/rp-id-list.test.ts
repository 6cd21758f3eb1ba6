import { expect, it } from 'vitest'
import { readRpIds, rpIdFault } from '../../../src/renderer/support/rp-id-list'

it('reads one RP ID a line, and others between', () => {
  expect(readRpIds(' Example.org\n\nshop.example, localhost example.org\n')).toEqual([
    'example.org',
    'shop.example',
    'localhost',
  ])
  expect(readRpIds(' \n')).toEqual([])
})

it.each(['example.org', 'localhost', 'xn--exmple-cua.org', 'a'])('takes %s', (rpId) => {
  expect(rpIdFault([rpId])).toBeUndefined()
})

it.each(['https://example.org', 'example.org:8443', 'exämple.org', '-a.org', 'a..b', 'a/b'])(
  'says that %s is no RP ID',
  (rpId) => {
    expect(rpIdFault(['example.org', rpId])).toContain(`“${rpId}” is not an RP ID.`)
  },
)

it('says that there are too many', () => {
  const many = Array.from({ length: 257 }, (_, index) => `a${index}.example`)
  expect(rpIdFault(many)).toContain('at most 256')
})
