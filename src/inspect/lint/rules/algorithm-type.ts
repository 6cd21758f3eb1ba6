import { onCreate } from '../rule'
import { shown } from '../shown'

export const algorithmType = onCreate(
  {
    id: 'algorithm-type',
    severity: 'error',
    title: 'An entry of `pubKeyCredParams` has no type `public-key`.',
    section: 'WebAuthn §5.1.3 step 10',
    why: 'Browsers drop the entry, and refuse a list with no other entries with a NotSupportedError.',
    instead: 'Write `"type": "public-key"` in each entry.',
  },
  ({ options: { parameters } }) =>
    parameters.flatMap(({ type }, index) =>
      type === 'public-key'
        ? []
        : [{ path: `publicKey.pubKeyCredParams[${index}].type`, value: shown(type) }],
    ),
)
