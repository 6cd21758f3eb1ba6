import { expect, it } from 'vitest'
import type { PasskeyChange } from '../../../src/shared/activity'
import { signalNotice } from '../../../src/renderer/support/signal-notice'
import { renameEntry } from '../../support/window-data'

const origin = 'https://example.org'
const names = { userName: 'ada', userDisplayName: 'Ada' }
const change = (what: 'hidden' | 'shown' | 'deleted' | 'restored'): PasskeyChange => ({
  what,
  passkeyId: 'AQ',
  names,
})
const notice = (changes: readonly PasskeyChange[], moreChanges = 0) =>
  signalNotice({ origin, changes: [...changes], moreChanges })

it('tells a new name with the old one', () => {
  expect(signalNotice(renameEntry())).toMatchObject({
    origin,
    text: 'changed the name',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'Ada King' }],
  })
})

it('tells both names when both changed, the display name first', () => {
  const before = { userName: 'ada', userDisplayName: 'Ada' }
  const after = { userName: 'king', userDisplayName: 'Ada King' }

  const told = notice([{ what: 'renamed', passkeyId: 'AQ', before, after }])

  expect(told.names?.map((name) => name.after)).toEqual(['Ada King', 'king'])
})

it('tells how many passkeys got a new name', () => {
  const [renamed] = renameEntry().changes

  expect(notice([renamed!, renamed!]).text).toBe('changed the name of 2 passkeys')
})

it.each([
  [['hidden'], 'hid the passkey “Ada”'],
  [['hidden', 'hidden', 'hidden'], 'hid 3 passkeys'],
  [['shown'], 'showed the passkey “Ada” again'],
  [['shown', 'shown'], 'showed 2 passkeys again'],
  [['deleted'], 'moved the passkey “Ada” to the trash'],
  [['deleted', 'deleted'], 'moved 2 passkeys to the trash'],
  [['restored'], 'restored the passkey “Ada” from the trash'],
  [['shown', 'hidden'], 'updated its passkeys'],
] as const)('tells what a signal did: %j', (kinds, text) => {
  expect(notice(kinds.map(change))).toMatchObject({ origin, text })
})

it('counts the passkeys that the record does not list', () => {
  expect(notice([change('hidden')], 9_999).text).toBe('hid 10\u202f000 passkeys')
})

it('makes the unseen in a name visible', () => {
  const override = { ...change('hidden'), names: { userName: '', userDisplayName: '\u202eevil' } }

  expect(notice([override as PasskeyChange]).text).toBe('hid the passkey “[U+202E]evil”')
})
