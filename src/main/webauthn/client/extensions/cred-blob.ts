import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import { MAX_CRED_BLOB_BYTES } from '../../authenticator/extensions/cred-blob'
import type { ClientExtension, CreationPlan, RequestPlan } from './extension'

/** credBlob (CTAP 2.1 §12.2). A blob that is too long is neither sent nor stored. */
export const credBlob: ClientExtension = {
  create: ({ inputs }) => {
    if (inputs.credBlob === undefined) return undefined
    const blob = decodeBase64Url(inputs.credBlob)
    const fits = blob.length <= MAX_CRED_BLOB_BYTES
    const plan: CreationPlan = {
      ...(fits && { forAuthenticator: { credBlob: blob } }),
      result: () => ({ credBlob: fits }),
    }
    return ({ authenticator }) => (authenticator.extensions.includes('credBlob') ? plan : undefined)
  },
}

/** getCredBlob: the stored blob, or an empty byte string when there is none. */
export const getCredBlob: ClientExtension = {
  get: ({ inputs }) => (inputs.getCredBlob === true ? () => READING : undefined),
}

const READING: RequestPlan = {
  forAuthenticator: { getCredBlob: true },
  result: ({ extensions }) => {
    const blob = extensions.signed.get('credBlob')
    return blob instanceof Uint8Array ? { getCredBlob: encodeBase64Url(blob) } : {}
  },
}
