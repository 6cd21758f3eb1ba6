import { has, membersOf } from '../lenient'
import { onGet } from '../rule'

export const largeBlobWrite = onGet(
  {
    id: 'large-blob-write',
    severity: 'error',
    title: '`largeBlob` cannot be written like this.',
    section: 'WebAuthn §10.1.5',
    why: 'A blob is written to one credential, and not in the ceremony that reads it: otherwise the ceremony fails with a NotSupportedError.',
    instead: 'Put exactly one credential into `allowCredentials`, and leave `read` out.',
  },
  ({ options: { extensions, list } }) => {
    const blob = membersOf(extensions.largeBlob)
    if (!has(blob, 'write')) return []
    if (has(blob, 'read'))
      return [{ path: 'publicKey.extensions.largeBlob', value: 'read and write' }]
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
