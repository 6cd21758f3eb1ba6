import { has, membersOf } from '../lenient'
import { onCeremony } from '../rule'

/** Extensions, and inputs of extensions. Firefox refuses `minPinLength`, Chromium the others. */
const REFUSED: Readonly<Record<'create' | 'get', readonly (readonly [string, string?])[]>> = {
  create: [['appid'], ['largeBlob', 'read'], ['largeBlob', 'write'], ['prf', 'evalByCredential']],
  get: [['credProps'], ['largeBlob', 'support'], ['minPinLength']],
}

export const extensionRefused = onCeremony(
  {
    id: 'extension-refused',
    severity: 'error',
    title: 'The extension or its input belongs to the other ceremony, and a browser refuses it.',
    section: 'WebAuthn §10.1.1, §10.1.3, §10.1.4, §10.1.5; CTAP 2.1 §12.4',
    why: 'The whole ceremony fails with a NotSupportedError, also where the extension itself is optional. Chromium refuses all of these but `minPinLength`, and Firefox refuses that one.',
    instead:
      'Give `credProps`, `minPinLength` and `largeBlob.support` in `create()` alone, and `appid`, `largeBlob.read`, `largeBlob.write` and `prf.evalByCredential` in `get()` alone.',
  },
  ({ kind, options: { extensions } }) =>
    REFUSED[kind]
      .filter(([extension, input]) =>
        input === undefined
          ? has(extensions, extension)
          : has(membersOf(extensions[extension]), input),
      )
      .map(([extension, input]) => ({
        path: `publicKey.extensions.${input === undefined ? extension : `${extension}.${input}`}`,
        value: `refused in ${kind}()`,
      })),
)
