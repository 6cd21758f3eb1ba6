import { has, membersOf } from '../lenient'
import { onGet } from '../rule'

export const largeBlobWrite = onGet(
  {
    id: 'large-blob-write',
    severity: 'error',
    title: '`largeBlob` cannot be written like this.',
    section: 'WebAuthn §10.1.5',
    why: 'A blob is written to the one credential of `allowCredentials`, and not beside `read`, which includes `read: false`; otherwise the ceremony fails with a NotSupportedError. A conditional request asks for any credential, and its list only filters the answer.',
    instead:
      'Put exactly one credential into `allowCredentials`, leave `read` out, and write in a `get()` that is not conditional.',
  },
  ({ mediation, options: { extensions, list } }) => {
    const blob = membersOf(extensions.largeBlob)
    if (!has(blob, 'write')) return []
    if (has(blob, 'read'))
      return [{ path: 'publicKey.extensions.largeBlob', value: 'read and write' }]
    if (mediation === 'conditional')
      return [{ path: 'publicKey.extensions.largeBlob.write', value: 'in a conditional request' }]
    return list.length === 1
      ? []
      : [
          {
            path: 'publicKey.extensions.largeBlob.write',
            value: `${list.length} credentials allowed`,
          },
        ]
  },
)
