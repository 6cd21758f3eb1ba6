import { onCreate } from '../rule'
import { shown } from '../shown'

export const algorithmRepeated = onCreate(
  {
    id: 'algorithm-repeated',
    severity: 'hint',
    title: 'An algorithm stands twice in `pubKeyCredParams`.',
    section: 'WebAuthn §5.4',
    why: 'The list is in order of preference, so the second entry never counts. Often one of the two was meant to be another algorithm.',
    instead: 'Remove the second entry.',
  },
  ({ options: { parameters } }) =>
    parameters.flatMap(({ alg }, index) =>
      alg !== undefined && parameters.findIndex((other) => other.alg === alg) < index
        ? [{ path: `publicKey.pubKeyCredParams[${index}].alg`, value: shown(alg) }]
        : [],
    ),
)
