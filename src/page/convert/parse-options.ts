import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { bare } from '../bare'
import { bufferOf } from '../builtins'
import { bytesWithin } from '../bytes-within'
import { PageError } from '../errors'
import { toPlain } from '../plain'
import type { Realm } from '../realm'
import { publicKeyOptions } from './ceremony-options'
import { convertArgument, domString, type Convert } from './web-idl'

/** Defaults of the specification for the result. Functions, because each page gets its own lists. */
const creationDefaults = () => ({
  attestation: 'none',
  attestationFormats: [],
  excludeCredentials: [],
  hints: [],
})
const requestDefaults = () => ({ allowCredentials: [], hints: [], userVerification: 'preferred' })

/** The extension inputs that are bytes, at any depth. */
const EXTENSION_BYTES = ['credBlob', 'first', 'salt1', 'salt2', 'second', 'write']

/**
 * `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` (WebAuthn §5.1.8, §5.1.9), for
 * browsers that have neither.
 *
 * @throws {PageError} EncodingError for text that is not base64url, TypeError for a missing member.
 */
export function parseOptions(
  realm: Realm,
  name: 'parseCreationOptionsFromJSON' | 'parseRequestOptionsFromJSON',
  json: unknown,
): object {
  const bytes: Convert<ArrayBuffer> = (value) => {
    const text = domString(value)
    if (!isBase64Url(text)) throw new PageError('EncodingError', `'${text}' is not base64url.`)
    return bufferOf(new realm.Uint8Array(decodeBase64Url(text)))
  }
  const { creation, request } = publicKeyOptions(bytes, (inputs) =>
    // Unknown extensions stay in the result. `create()` and `get()` ignore them.
    bytesWithin(inputs as object, EXTENSION_BYTES, bytes),
  )
  const options =
    name === 'parseCreationOptionsFromJSON'
      ? { ...creationDefaults(), ...convertJson(creation, name, json) }
      : { ...requestDefaults(), ...convertJson(request, name, json) }
  return toPlain(realm, bare(options))
}

function convertJson(table: Convert<object>, name: string, json: unknown): object {
  return convertArgument(table, json, ['PublicKeyCredential', name])
}
