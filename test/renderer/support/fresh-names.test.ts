import { expect, it } from 'vitest'
import type { RecentChange } from '../../../src/renderer/composables/use-recent-changes'
import { freshNames } from '../../../src/renderer/support/fresh-names'
import { NOON } from '../../support/window-data'

const before = { userName: 'ada', userDisplayName: 'Ada' }

function recent(after: typeof before, fresh = true): RecentChange {
  const change = { what: 'renamed', passkeyId: 'AQID', before, after } as const
  return { origin: 'https://example.org', by: 'page', at: NOON, change, fresh }
}

it.each([
  ['the display name', { ...before, userDisplayName: 'King' }, { title: true, userName: false }],
  ['the user name', { ...before, userName: 'king' }, { title: false, userName: true }],
  [
    'the user name, which is the title too',
    { userName: 'king', userDisplayName: '' },
    { title: true, userName: true },
  ],
])('marks %s that a page changed', (_name, after, marked) => {
  expect(freshNames(after, recent(after))).toEqual(marked)
})

it('marks a name that is too long for the record', () => {
  const long = 'W'.repeat(65_536)
  const recorded = { ...before, userDisplayName: `${long.slice(0, 200)}…` }

  expect(freshNames({ ...before, userDisplayName: long }, recent(recorded)).title).toBe(true)
  expect(freshNames({ ...before, userDisplayName: 'Mine' }, recent(recorded)).title).toBe(false)
})

it('marks nothing that is no news any more, or was changed since', () => {
  const after = { ...before, userDisplayName: 'King' }
  const none = { title: false, userName: false }

  expect(freshNames(after, recent(after, false))).toEqual(none)
  expect(freshNames({ ...after, userDisplayName: 'Mine' }, recent(after))).toEqual(none)
  expect(freshNames(after, undefined)).toEqual(none)
})
