/**
 * `parseCreationOptionsFromJSON()` and `parseRequestOptionsFromJSON()` (WebAuthn §5.1.8, §5.1.9) for ceremonies without a page,
 * whose script would do this. The result stays JSON, with every value converted as in Web IDL: a null dictionary becomes an
 * empty one, and a number in place of text becomes its digits.
 */
import * as v from 'valibot'
import { isBase64Url } from '../../../shared/base64url'
import type { WebAuthnErrorName } from '../errors'
import { parseOptions } from './options'

const NOT_ENCODED = 'base64url'

/** Refuses an object in place of text, although a browser would use `[object Object]`. */
const primitive = v.pipe(
  v.unknown(),
  v.check((value) => typeof value !== 'object' || value === null, 'a string or a number'),
)
const text = v.pipe(primitive, v.transform(String))
const bytes = v.pipe(text, v.check(isBase64Url, NOT_ENCODED))
const flag = v.optional(v.pipe(v.unknown(), v.transform(Boolean)))
const long = v.pipe(
  primitive,
  v.transform((value) => Number(value) | 0),
)
const unsignedLong = v.pipe(
  primitive,
  v.transform((value) => Number(value) >>> 0),
)
const strings = v.array(text)

function dictionary<T extends v.ObjectEntries>(entries: T) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => value ?? {}),
    v.object(entries),
  )
}

const descriptors = v.array(dictionary({ id: bytes, transports: v.optional(strings), type: text }))

const prfValues = dictionary({ first: bytes, second: v.optional(bytes) })

const extensions = dictionary({
  appid: v.optional(text),
  appidExclude: v.optional(text),
  credBlob: v.optional(bytes),
  credProps: flag,
  credentialProtectionPolicy: v.optional(text),
  enforceCredentialProtectionPolicy: flag,
  getCredBlob: flag,
  hmacCreateSecret: flag,
  hmacGetSecret: v.optional(dictionary({ salt1: bytes, salt2: v.optional(bytes) })),
  largeBlob: v.optional(
    dictionary({ read: flag, support: v.optional(text), write: v.optional(bytes) }),
  ),
  minPinLength: flag,
  prf: v.optional(
    dictionary({
      eval: v.optional(prfValues),
      evalByCredential: v.optional(v.record(v.string(), prfValues)),
    }),
  ),
})

const creation = dictionary({
  attestation: v.optional(text),
  attestationFormats: v.optional(strings),
  authenticatorSelection: v.optional(
    dictionary({
      authenticatorAttachment: v.optional(text),
      requireResidentKey: flag,
      residentKey: v.optional(text),
      userVerification: v.optional(text),
    }),
  ),
  challenge: bytes,
  excludeCredentials: v.optional(descriptors),
  extensions: v.optional(extensions),
  hints: v.optional(strings),
  pubKeyCredParams: v.array(dictionary({ alg: long, type: text })),
  rp: dictionary({ name: text, id: v.optional(text) }),
  timeout: v.optional(unsignedLong),
  user: dictionary({ name: text, displayName: text, id: bytes }),
})

const request = dictionary({
  allowCredentials: v.optional(descriptors),
  challenge: bytes,
  extensions: v.optional(extensions),
  hints: v.optional(strings),
  rpId: v.optional(text),
  timeout: v.optional(unsignedLong),
  userVerification: v.optional(text),
})

/** @throws {WebAuthnError} `EncodingError` for bytes that are not base64url, otherwise `TypeError`. */
export function parseCreationOptionsFromJson(json: unknown): object {
  return parseOptions(creation, json, nameOf)
}

/** @throws as {@link parseCreationOptionsFromJson} does. */
export function parseRequestOptionsFromJson(json: unknown): object {
  return parseOptions(request, json, nameOf)
}

function nameOf({ message }: v.BaseIssue<unknown>): WebAuthnErrorName {
  return message === NOT_ENCODED ? 'EncodingError' : 'TypeError'
}
