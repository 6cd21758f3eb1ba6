import { has, membersOf } from '../lenient'
import { onCeremony } from '../rule'

const REFUSED = {
  create: [
    ['largeBlob', 'read'],
    ['largeBlob', 'write'],
    ['prf', 'evalByCredential'],
  ],
  get: [['largeBlob', 'support']],
} as const

export const extensionRefused = onCeremony(
  {
    id: 'extension-refused',
    severity: 'error',
    title: 'The input belongs to the other ceremony, and browsers refuse it.',
    section: 'WebAuthn §10.1.4, §10.1.5',
    why: 'The whole ceremony fails with a NotSupportedError, also where the extension itself is optional.',
    instead:
      'Give `largeBlob.support` in `create()` alone, and `largeBlob.read`, `largeBlob.write` and `prf.evalByCredential` in `get()` alone.',
  },
  ({ kind, options: { extensions } }) =>
    REFUSED[kind]
      .filter(([extension, input]) => has(membersOf(extensions[extension]), input))
      .map(([extension, input]) => ({
        path: `publicKey.extensions.${extension}.${input}`,
        value: `refused in ${kind}()`,
      })),
)
