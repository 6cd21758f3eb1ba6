/**
 * A page's notes about a provider: six calls of the browser's own `create()` and `get()` (docs/providers.md, "Record a
 * provider"). They contain no secrets, such as the outputs of `prf`.
 */
import * as v from 'valibot'
import { base64urlText } from '../../../shared/base64url-text'

/** The maximum length of one field, in base64url characters. No provider's answer is longer. */
const LONGEST = 65_536

const bytes = v.pipe(base64urlText, v.maxLength(LONGEST))
const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))

const refused = v.strictObject({
  outcome: v.literal('refused'),
  /** The DOMException's name. */
  error: word,
})

/** The user waited for an answer, but there was none. */
const silent = v.strictObject({ outcome: v.literal('silent') })

const shared = {
  outcome: v.literal('answered'),
  clientDataJSON: bytes,
  /** Whether the credential has `toJSON()`. */
  toJson: v.boolean(),
  attachment: v.nullable(word),
  /** Whether `prf` had results. The results stay in the page. */
  prfResults: v.boolean(),
}

const creation = v.variant('outcome', [
  v.strictObject({
    ...shared,
    attestationObject: bytes,
    /** The result of `getTransports()`, in its order; null when there is no such method. */
    transports: v.nullable(v.pipe(v.array(word), v.maxLength(16))),
    /** The result of `getPublicKey()`. */
    publicKey: v.nullable(bytes),
    /** The length of the result of `getAuthenticatorData()`; null when there is no such method. */
    authenticatorDataBytes: v.nullable(v.number()),
    credPropsRk: v.nullable(v.boolean()),
    prfEnabled: v.nullable(v.boolean()),
  }),
  refused,
  silent,
])

const request = v.variant('outcome', [
  v.strictObject({
    ...shared,
    authenticatorData: bytes,
    userHandle: v.nullable(bytes),
  }),
  refused,
  silent,
])

export const recordingSchema = v.strictObject({
  version: v.literal(1),
  /** The user's name for the provider. */
  title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64)),
  /** The browser's own name. */
  browser: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  /** The day, as YYYY-MM-DD. */
  date: v.pipe(v.string(), v.isoDate()),
  calls: v.strictObject({
    /** `create()`: attestation none, discoverable, verification required. */
    verified: creation,
    /** `create()`: attestation direct, discoverable, verification preferred, with `prf`. */
    attested: creation,
    /** `create()`: attestation none, discoverable and verification discouraged. */
    plain: creation,
    /** `create()` that excludes the first passkey. */
    excluded: creation,
    /** `get()` without a list, verification preferred, with `prf`. */
    discovered: request,
    /** `get()` of the third passkey, verification discouraged, with `prf`. */
    named: request,
  }),
})

export type Recording = v.InferOutput<typeof recordingSchema>
export type RecordedCreation = Extract<v.InferOutput<typeof creation>, { outcome: 'answered' }>
export type RecordedRequest = Extract<v.InferOutput<typeof request>, { outcome: 'answered' }>
