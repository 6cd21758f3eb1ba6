import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import { MAX_CRED_BLOB_BYTES } from '../../authenticator/extensions/cred-blob'
import type { ClientExtension } from './extension'

/** credBlob (CTAP 2.1 §12.2). A blob that is too long is not sent, and not kept. */
export const credBlob: ClientExtension = {
  create: ({ inputs, authenticator }) => {
    if (inputs.credBlob === undefined || !authenticator.extensions.includes('credBlob'))
      return undefined
    const blob = decodeBase64Url(inputs.credBlob)
    const fits = blob.length <= MAX_CRED_BLOB_BYTES
    return {
      ...(fits && { forAuthenticator: { credBlob: blob } }),
      result: () => ({ credBlob: fits }),
    }
  },
}

/** getCredBlob: what was kept, and an empty byte string where nothing was. */
export const getCredBlob: ClientExtension = {
  get: ({ inputs }) =>
    inputs.getCredBlob === true
      ? {
          forAuthenticator: { getCredBlob: true },
          result: ({ extensions }) => {
            const blob = extensions.signed.get('credBlob')
            return blob instanceof Uint8Array ? { getCredBlob: encodeBase64Url(blob) } : {}
          },
        }
      : undefined,
}
