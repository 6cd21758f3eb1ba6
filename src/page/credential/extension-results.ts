import { decodeBase64Url } from '../../shared/base64url'

/** Where byte strings stand in AuthenticationExtensionsClientOutputs. */
const BYTES = ['blob', 'first', 'getCredBlob', 'output1', 'output2', 'second']

/** The outputs of the extensions as a page reads them, new at every call: byte strings as buffers. */
export function extensionResults(json: object): object {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' && BYTES.includes(name)
        ? decodeBase64Url(value).buffer
        : typeof value === 'object' && value !== null
          ? extensionResults(value)
          : value,
    ]),
  )
}
