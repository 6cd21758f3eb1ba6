import { decodeBase64Url } from '../../shared/base64url'
import { bufferOf } from '../builtins'
import { bytesWithin } from '../bytes-within'

/** The members of AuthenticationExtensionsClientOutputs that hold byte strings. */
const BYTES = ['blob', 'first', 'getCredBlob', 'output1', 'output2', 'second']

/** The outputs of the extensions for the page: a new object per call, with byte strings as buffers. */
export function extensionResults(json: object): object {
  return bytesWithin(json, BYTES, (text) => bufferOf(decodeBase64Url(text)))
}
