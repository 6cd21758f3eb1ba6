import { decodeBase64Url } from '../../shared/base64url'
import { bytesWithin } from '../bytes-within'

/** Where byte strings stand in AuthenticationExtensionsClientOutputs. */
const BYTES = ['blob', 'first', 'getCredBlob', 'output1', 'output2', 'second']

/** The outputs of the extensions as a page reads them, new at every call: byte strings as buffers. */
export function extensionResults(json: object): object {
  return bytesWithin(json, BYTES, (text) => decodeBase64Url(text).buffer)
}
