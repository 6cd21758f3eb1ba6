import { membersOf } from '../lenient'
import { onGet } from '../rule'
import { shown } from '../shown'

export const prfByCredential = onGet(
  {
    id: 'prf-by-credential',
    severity: 'error',
    title: '`prf.evalByCredential` names no credential of `allowCredentials`.',
    section: 'WebAuthn §10.1.4',
    why: 'Without `allowCredentials` the ceremony fails with a NotSupportedError, and with a key that is not in the list with a SyntaxError.',
    instead:
      'List the credentials in `allowCredentials`, with ids that equal the keys; or give `prf.eval` for any credential.',
  },
  ({ mediation, options: { extensions, list } }) => {
    // Another rule judges conditional requests: prf-by-credential-conditional.
    if (mediation === 'conditional') return []
    const inputs = Object.keys(membersOf(membersOf(extensions.prf).evalByCredential))
    const allowed = new Set(list.map(({ id }) => id))
    return inputs
      .filter((id) => !allowed.has(id))
      .map((id) => ({ path: 'publicKey.extensions.prf.evalByCredential', value: shown(id) }))
  },
)
