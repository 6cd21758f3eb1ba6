import { has } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const residentKeyMissing = onCreate(
  {
    id: 'resident-key-missing',
    severity: 'hint',
    title: '`residentKey` is not set.',
    section: 'WebAuthn §5.4.4, §5.4.6',
    why: 'The default is `discouraged`: security keys then make passkeys that neither autofill nor a sign-in without a user name can find.',
    instead:
      'Set `residentKey` to `required` or `preferred`; or to `discouraged` for a second factor.',
  },
  ({ options: { selection } }) =>
    has(selection, 'residentKey') || selection.requireResidentKey === true
      ? []
      : [{ path: 'publicKey.authenticatorSelection.residentKey', value: shown(undefined) }],
)
