import { expect, it } from 'vitest'
import type { PasskeyChange } from '../../../src/shared/activity'
import { signalNotice } from '../../../src/renderer/support/signal-notice'
import { renameEntry } from '../../support/window-data'

const origin = 'https://example.org'
const names = { userName: 'ada', userDisplayName: 'Ada' }
const hidden: PasskeyChange = { what: 'hidden', passkeyId: 'AQ', names }
const shown: PasskeyChange = { what: 'shown', passkeyId: 'Ag', names }

it('tells a new name with the old one', () => {
  expect(signalNotice(origin, renameEntry().changes)).toEqual({
    origin,
    text: 'changed the name',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'Ada King' }],
  })
})

it('tells both names when both changed, the display name first', () => {
  const before = { userName: 'ada', userDisplayName: 'Ada' }
  const after = { userName: 'king', userDisplayName: 'Ada King' }

  const notice = signalNotice(origin, [{ what: 'renamed', passkeyId: 'AQ', before, after }])

  expect(notice.names?.map((name) => name.after)).toEqual(['Ada King', 'king'])
})

it.each([
  [[hidden], 'hid the passkey “Ada”'],
  [[hidden, hidden, hidden], 'hid 3 passkeys'],
  [[shown], 'showed the passkey “Ada” again'],
  [[shown, shown], 'showed 2 passkeys again'],
  [[shown, hidden], 'updated its passkeys'],
])('tells what a signal hid and showed', (changes, text) => {
  expect(signalNotice(origin, changes)).toEqual({ origin, text })
})

it('makes the unseen in a name visible', () => {
  const override = { ...hidden, names: { userName: '', userDisplayName: '\u202eevil' } }

  expect(signalNotice(origin, [override]).text).toBe('hid the passkey “[U+202E]evil”')
})
