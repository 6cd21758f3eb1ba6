import type { Authenticating, AuthenticatorExtension, ExtensionOutput } from './extension'

/** The maximum size of a large blob, in bytes, as in Chromium. */
const MAX_LARGE_BLOB_BYTES = 2048

/**
 * largeBlob (WebAuthn §10.1.5). Stored with the passkey itself, not in CTAP's array of all blobs. Only a discoverable passkey
 * can have a large blob, and only if it was created with room for one (CTAP 2.1 §12.3).
 */
export const largeBlob: AuthenticatorExtension = {
  id: 'largeBlob',
  register: ({ inputs, discoverable }) =>
    inputs.largeBlob && discoverable ? { state: { largeBlobBytes: 0 } } : undefined,
  authenticate: (authenticating) => {
    const { largeBlob: wish } = authenticating.inputs
    if (wish === undefined) return undefined
    return wish === 'read' ? read(authenticating) : write(wish.write, authenticating)
  },
}

/** An empty blob counts as no blob: to erase a blob, a page writes an empty one. */
function read({ passkey, withSecrets }: Authenticating): ExtensionOutput | undefined {
  if (!passkey.extensions.largeBlobBytes) return undefined
  const blob = withSecrets(({ largeBlob }) => largeBlob?.slice())
  return blob && { unsigned: { largeBlob: blob } }
}

/** The page learns that the blob was not written. The window shows why, for example a read-only vault. */
async function write(
  blob: Uint8Array,
  { passkey, store }: Authenticating,
): Promise<ExtensionOutput> {
  const isPossible =
    passkey.extensions.largeBlobBytes !== null && blob.length <= MAX_LARGE_BLOB_BYTES
  const largeBlobWritten =
    isPossible &&
    (await store.writeLargeBlob(passkey.credentialId, blob).then(
      () => true,
      () => false,
    ))
  return { unsigned: { largeBlobWritten } }
}
