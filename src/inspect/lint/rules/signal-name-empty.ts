import { onSignal } from '../rule'
import { shown } from '../shown'

export const signalNameEmpty = onSignal(
  {
    id: 'signal-name-empty',
    severity: 'warning',
    title: 'The signal empties the user name.',
    section: 'WebAuthn §5.1.10.4',
    why: 'The passkey is then shown without the name that the user signs in with.',
    instead:
      'Send the user’s current name in each `signalCurrentUserDetails()`, also where only the display name has changed.',
  },
  ({ name }) => (name?.trim() === '' ? [{ path: 'name', value: shown(name) }] : []),
  ['currentUserDetails'],
)
