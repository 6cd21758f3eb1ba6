import type { AuthenticatorExtension } from './extension'

/** maxCredBlobLength (CTAP 2.1 §6.4): the minimum that a conforming authenticator accepts, and the maximum of ours. */
export const MAX_CRED_BLOB_BYTES = 32

/** credBlob (CTAP 2.1 §12.2): a few bytes that are stored with a passkey and stated when it signs. */
export const credBlob: AuthenticatorExtension = {
  id: 'credBlob',
  register: ({ inputs: { credBlob: blob } }) =>
    blob && {
      signed: ['credBlob', true],
      state: { credBlobBytes: blob.length },
      secrets: { credBlob: blob },
    },
  authenticate: ({ inputs, passkey, withSecrets }) => {
    if (!inputs.getCredBlob) return undefined
    // States an empty byte string when there is no blob.
    const blob =
      passkey.extensions.credBlobBytes === null
        ? undefined
        : withSecrets((secrets) => secrets.credBlob?.slice())
    return { signed: ['credBlob', blob ?? new Uint8Array()] }
  },
}
