import { expect, it } from 'vitest'
import type { PasskeyChange } from '../../../src/shared/activity'
import {
  activityTitle,
  activityTone,
  entryName,
  isAboutPage,
} from '../../../src/renderer/support/describe-activity'
import { activityEntry, renameEntry } from '../../support/window-data'

const names = { userName: 'ada', userDisplayName: 'Ada' }
const hidden: PasskeyChange = { what: 'hidden', passkeyId: 'AQ', names }
const deleted: PasskeyChange = { what: 'deleted', passkeyId: 'Aw', names }
const shown: PasskeyChange = { what: 'shown', passkeyId: 'Ag', names }

it.each([
  ['create', 'done', 'Passkey created'],
  ['create', 'refused', 'Passkey creation refused'],
  ['get', 'done', 'Signed in'],
  ['get', 'refused', 'Sign-in refused'],
  ['pairing', 'done', 'Page connected'],
  ['pairing', 'refused', 'Page not connected'],
  ['signal', 'nothing', 'Signal changed nothing'],
  ['signal', 'refused', 'Signal refused'],
  ['refusal', 'refused', 'Connection refused'],
  ['damage', 'refused', 'Vault found damaged'],
  ['damage', 'nothing', 'Vault file tidied'],
  ['rescue', 'done', 'Vault repaired or restored'],
  ['device', 'done', 'Device synced or lost'],
  ['destroy', 'done', 'Deleted forever'],
  ['import', 'done', 'Passkeys imported'],
  ['export', 'done', 'Private keys exported'],
] as const)('calls a %s that was %s “%s”', (kind, outcome, title) => {
  expect(activityTitle(activityEntry({ kind, outcome }))).toBe(title)
})

it('knows which entries are about no page', () => {
  const kinds = ['get', 'refusal', 'edit', 'destroy', 'import', 'export', 'rescue'] as const

  expect(kinds.filter((kind) => isAboutPage({ kind }))).toEqual(['get', 'refusal'])
})

it.each([
  [[hidden], 'Passkey hidden'],
  [[hidden, hidden], '2 passkeys hidden'],
  [[shown], 'Passkey shown again'],
  [[shown, shown], '2 passkeys shown again'],
  [[hidden, shown], 'Passkeys updated'],
  [[deleted], 'Passkey moved to the trash'],
  [[deleted, deleted], '2 passkeys moved to the trash'],
])('calls a signal by what it changed', (changes, title) => {
  expect(activityTitle(renameEntry({ changes }))).toBe(title)
  expect(activityTitle(activityEntry({ kind: 'edit', outcome: 'done', changes }))).toBe(title)
})

it('calls a signal of new names a change of names', () => {
  expect(activityTitle(renameEntry())).toBe('Names changed')
  expect(activityTitle(renameEntry({ moreChanges: 4 }))).toBe('Names of 5 passkeys changed')
})

it('tells what was done, refused and without effect apart', () => {
  const outcomes = ['done', 'refused', 'nothing'] as const

  expect(outcomes.map((outcome) => activityTone(activityEntry({ outcome })))).toEqual([
    'done',
    'refused',
    'quiet',
  ])
})

it('groups the digits of many passkeys', () => {
  const entry = activityEntry({ kind: 'edit', changes: [hidden], moreChanges: 9999 })

  expect(activityTitle(entry)).toBe('10\u202f000 passkeys hidden')
})

it('names the one passkey that the user or a signal changed', () => {
  const after = { ...names, userDisplayName: 'Countess' }
  const edited = { kind: 'edit', names: null } as const
  const renamed: PasskeyChange = { what: 'renamed', passkeyId: 'AQ', before: names, after }

  expect([
    entryName(activityEntry({ ...edited, changes: [hidden] })),
    entryName(activityEntry({ ...edited, changes: [renamed] })),
    entryName(activityEntry({ ...edited, changes: [hidden, shown] })),
    entryName(activityEntry({ ...edited, changes: [hidden], moreChanges: 1 })),
    entryName(activityEntry({ names })),
  ]).toEqual([
    { name: 'Ada', before: null },
    { name: 'Countess', before: 'Ada' },
    null,
    null,
    { name: 'Ada', before: null },
  ])
})
