import { membersOf } from '../lenient'
import { onGet } from '../rule'

export const prfByCredentialConditional = onGet(
  {
    id: 'prf-by-credential-conditional',
    severity: 'warning',
    title: 'A conditional sign-in has `prf.evalByCredential`.',
    section: 'WebAuthn §5.1.4.1, §10.1.4',
    why: 'A conditional request asks for any credential: its `allowCredentials` only filters the answer. By the specification, and with Latchkey, the sign-in then fails with a NotSupportedError; Chromium evaluates the inputs.',
    instead:
      'Give `prf.eval`, which is for any credential; or sign in without `prf`, and evaluate in a later `get()` that names the credential.',
  },
  ({ mediation, options: { extensions } }) => {
    const inputs = Object.keys(membersOf(membersOf(extensions.prf).evalByCredential))
    return mediation !== 'conditional' || inputs.length === 0
      ? []
      : [
          {
            path: 'publicKey.extensions.prf.evalByCredential',
            value: `for ${inputs.length} ${inputs.length === 1 ? 'credential' : 'credentials'}`,
          },
        ]
  },
)
