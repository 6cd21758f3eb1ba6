import { onGet } from '../rule'
import { shown } from '../shown'

export const hiddenPasskeyAllowed = onGet(
  {
    id: 'hidden-passkey-allowed',
    severity: 'warning',
    title: '`allowCredentials` names a passkey that a signal has hidden.',
    section: 'WebAuthn §5.1.10',
    why: 'The page said that it does not accept the passkey any more, and now asks for it. It is not offered.',
    instead:
      'Send `signalAllAcceptedCredentials()` with the complete list, which shows the passkey again; or take it off the list.',
  },
  ({ rpId = '', options: { list } }, { passkeys }) =>
    list
      .filter(({ id }) => typeof id === 'string' && passkeys.find(rpId, id)?.isHidden === true)
      .map(({ path, id }) => ({ path: `${path}.id`, value: shown(id) })),
)
