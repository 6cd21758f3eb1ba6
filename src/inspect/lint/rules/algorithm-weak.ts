import { onCreate } from '../rule'
import { shown } from '../shown'

const RS1 = -65_535

export const algorithmWeak = onCreate(
  {
    id: 'algorithm-weak',
    severity: 'warning',
    title: '`pubKeyCredParams` has RS1, which signs SHA-1.',
    section: 'WebAuthn §5.8.5, RFC 8812 §2',
    why: 'SHA-1 is broken. An authenticator that takes RS1 makes signatures that can be forged.',
    instead: 'Remove −65535.',
  },
  ({ options: { parameters } }) =>
    parameters.flatMap(({ alg }, index) =>
      alg === RS1 ? [{ path: `publicKey.pubKeyCredParams[${index}].alg`, value: shown(alg) }] : [],
    ),
)
