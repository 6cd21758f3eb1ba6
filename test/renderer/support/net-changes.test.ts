import { expect, it } from 'vitest'
import type { PasskeyChange } from '../../../src/shared/activity'
import { netChanges } from '../../../src/renderer/support/net-changes'

const names = (userDisplayName: string) => ({ userName: 'ada', userDisplayName })
const renamed = (before: string, after: string, passkeyId = 'AQID'): PasskeyChange => ({
  what: 'renamed',
  passkeyId,
  before: names(before),
  after: names(after),
})
type Use = Exclude<PasskeyChange['what'], 'renamed'>
const used = (what: Use): PasskeyChange => ({ what, passkeyId: 'AQID', names: names('Ada') })

it('joins the renames of one passkey, and keeps two passkeys apart', () => {
  const { names: changed } = netChanges([
    renamed('Ada', 'Ada 1'),
    renamed('Grace', 'Grace 1', 'other'),
    renamed('Ada 1', 'Ada 2'),
  ])

  expect(changed).toEqual([
    { passkeyId: 'AQID', changed: { field: 'display name', before: 'Ada', after: 'Ada 2' } },
    { passkeyId: 'other', changed: { field: 'display name', before: 'Grace', after: 'Grace 1' } },
  ])
})

it('leaves out a name that came back', () => {
  expect(netChanges([renamed('Ada', 'Ada 1'), renamed('Ada 1', 'Ada')]).names).toEqual([])
})

it.each([
  [['hidden'], 'hidden'],
  [['hidden', 'shown'], undefined],
  [['hidden', 'shown', 'hidden'], 'hidden'],
  [['hidden', 'deleted'], 'deleted'],
  [['deleted', 'restored'], undefined],
] as const)('of %j leaves %s', (uses, left) => {
  expect(netChanges(uses.map(used)).uses[0]?.what).toBe(left)
})
