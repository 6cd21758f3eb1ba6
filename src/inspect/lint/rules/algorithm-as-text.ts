import { onCreate } from '../rule'
import { shown } from '../shown'

export const algorithmAsText = onCreate(
  {
    id: 'algorithm-as-text',
    severity: 'warning',
    title: 'An algorithm is text and not a number.',
    section: 'WebAuthn §5.8.5',
    why: 'Browsers convert the text, but password managers and apps that read the JSON themselves refuse the registration.',
    instead: 'Send COSE’s number: `-7` and not `"-7"` or `"ES256"`.',
  },
  ({ options: { parameters } }) =>
    parameters.flatMap(({ alg }, index) =>
      typeof alg === 'string'
        ? [{ path: `publicKey.pubKeyCredParams[${index}].alg`, value: shown(alg) }]
        : [],
    ),
)
