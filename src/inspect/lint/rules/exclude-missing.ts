import { textOf } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const excludeMissing = onCreate(
  {
    id: 'exclude-missing',
    severity: 'warning',
    title: '`excludeCredentials` lacks a passkey that the user has here.',
    section: 'WebAuthn §5.4, §6.3.2',
    why: 'The authenticator makes a second passkey of the account, or replaces the first one, which the server still has on its list.',
    instead: 'List all credential ids of the account in `excludeCredentials`.',
  },
  ({ rpId = '', options: { user, list } }, { passkeys }) => {
    const excluded = new Set(list.map(({ id }) => id))
    const missing = passkeys
      .ofUser(rpId, textOf(user.id) ?? '')
      .find(({ id, isHidden }) => !isHidden && !excluded.has(id))
    return missing
      ? [{ path: 'publicKey.excludeCredentials', value: `lacks ${shown(missing.id)}` }]
      : []
  },
)
