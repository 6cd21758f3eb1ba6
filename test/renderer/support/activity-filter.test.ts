import { expect, it } from 'vitest'
import { activityFilter, ActivitySearch } from '../../../src/renderer/support/activity-filter'
import { activityEntry, renameEntry } from '../../support/window-data'

const KINDS = [
  'create',
  'get',
  'signal',
  'undo',
  'pairing',
  'refusal',
  'damage',
  'rescue',
  'device',
  'edit',
  'destroy',
  'import',
  'export',
] as const

it.each([
  ['all', KINDS],
  ['ceremonies', ['create', 'get']],
  ['signals', ['signal', 'undo']],
  ['pairings', ['pairing']],
  ['yours', ['edit', 'destroy', 'import', 'export']],
  ['vault', ['damage', 'rescue', 'device']],
] as const)('finds of %s: %j', (filter, found) => {
  const matches = activityFilter(filter)

  expect(KINDS.filter((kind) => matches(activityEntry({ kind })))).toEqual(found)
})

it('finds whatever was refused to a page, of any kind', () => {
  const matches = activityFilter('refusals')

  expect(matches(activityEntry({ kind: 'damage', outcome: 'refused' }))).toBe(false)

  expect(matches(activityEntry({ outcome: 'refused' }))).toBe(true)
  expect(matches(activityEntry({ outcome: 'nothing' }))).toBe(false)
})

it.each([
  'names changed',
  'signalCurrentUserDetails',
  'example.org',
  'signalled new names',
  'Ada King',
  'lovelace',
  'Grace',
  'edited the name',
])('finds an entry by “%s”', (search) => {
  const names = { userName: 'grace', userDisplayName: 'Grace' }
  const left = [{ passkeyId: 'g', names, because: 'the user edited the name' }]

  expect(new ActivitySearch(search).matches(renameEntry({ left }))).toBe(true)
})

it('finds only what holds every word', () => {
  expect(new ActivitySearch('ada nobody').matches(renameEntry())).toBe(false)
})
