/**
 * The JSON forms of WebAuthn (§5.1, §5.1.8, §5.1.9 and the signal options of §5.1.10) on the bridge. The page's script makes
 * them from the page's options, by the rules of Web IDL. Only a manipulated page sends any other form, and it gets a TypeError.
 */
import * as v from 'valibot'
import { base64urlText as base64url } from './base64url-text'
import { extensionInputs, type ExtensionResultsJson } from './extensions-json'
import { wellFormedString } from './usv-string'

/** The maximum number of entries in `allowCredentials` and `excludeCredentials`. */
const MAX_DESCRIPTORS = 1024

const descriptors = v.pipe(
  v.array(
    v.object({
      /** Keeps unknown types, because a list with only unknown types is not an empty list (§5.8.3). */
      type: v.string(),
      id: base64url,
      transports: v.optional(v.array(v.string())),
    }),
  ),
  v.maxLength(MAX_DESCRIPTORS),
)

const extensions = v.optional(extensionInputs)

/** Makes names well-formed here, so that a name equals itself after the vault has stored it. */
export const creationOptionsSchema = v.object({
  rp: v.object({ id: v.optional(v.string()), name: wellFormedString }),
  user: v.object({ id: base64url, name: wellFormedString, displayName: wellFormedString }),
  challenge: base64url,
  pubKeyCredParams: v.array(v.object({ type: v.string(), alg: v.pipe(v.number(), v.integer()) })),
  /** Milliseconds. */
  timeout: v.optional(v.number()),
  excludeCredentials: v.optional(descriptors, []),
  authenticatorSelection: v.optional(
    v.object({
      authenticatorAttachment: v.optional(v.string()),
      residentKey: v.optional(v.string()),
      requireResidentKey: v.optional(v.boolean(), false),
      userVerification: v.optional(v.string(), 'preferred'),
    }),
    {},
  ),
  hints: v.optional(v.array(v.string()), []),
  attestation: v.optional(v.string(), 'none'),
  attestationFormats: v.optional(v.array(v.string()), []),
  extensions,
})

/** PublicKeyCredentialCreationOptionsJSON. */
export type CreationOptionsInput = v.InferInput<typeof creationOptionsSchema>

/** The same options, with defaults filled in. */
export type CreationOptionsJson = v.InferOutput<typeof creationOptionsSchema>

export const requestOptionsSchema = v.object({
  challenge: base64url,
  /** Milliseconds. */
  timeout: v.optional(v.number()),
  rpId: v.optional(v.string()),
  allowCredentials: v.optional(descriptors, []),
  userVerification: v.optional(v.string(), 'preferred'),
  hints: v.optional(v.array(v.string()), []),
  extensions,
})

/** PublicKeyCredentialRequestOptionsJSON. */
export type RequestOptionsInput = v.InferInput<typeof requestOptionsSchema>

/** The same options, with defaults filled in. */
export type RequestOptionsJson = v.InferOutput<typeof requestOptionsSchema>

/** The options of signals. The client checks that the ids are base64url, because the specification orders the checks. */
export const signalSchemas = {
  unknownCredential: v.object({ rpId: v.string(), credentialId: v.string() }),
  allAcceptedCredentials: v.object({
    rpId: v.string(),
    userId: v.string(),
    allAcceptedCredentialIds: v.array(v.string()),
  }),
  currentUserDetails: v.object({
    rpId: v.string(),
    userId: v.string(),
    name: wellFormedString,
    displayName: wellFormedString,
  }),
}

export interface SignalOptionsJson {
  readonly unknownCredential: v.InferOutput<typeof signalSchemas.unknownCredential>
  readonly allAcceptedCredentials: v.InferOutput<typeof signalSchemas.allAcceptedCredentials>
  readonly currentUserDetails: v.InferOutput<typeof signalSchemas.currentUserDetails>
}

/** How the page's object differs from WebAuthn's, for a provider that brings its own client. */
export interface ObjectShape {
  /** The credential has no `toJSON()`. */
  readonly toJSON: false
}

/** RegistrationResponseJSON (§5.1). All byte strings are base64url. */
export interface RegistrationResponseJson {
  readonly id: string
  readonly rawId: string
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly transports: string[]
    /** SubjectPublicKeyInfo, DER; absent when the algorithm has no such form, or a provider's client returns null. */
    readonly publicKey?: string
    readonly publicKeyAlgorithm: number
    readonly attestationObject: string
  }
  readonly authenticatorAttachment?: 'platform' | 'cross-platform'
  readonly clientExtensionResults: ExtensionResultsJson
  readonly type: 'public-key'
  readonly objectShape?: ObjectShape
}

/** AuthenticationResponseJSON (§5.1). */
export interface AuthenticationResponseJson {
  readonly id: string
  readonly rawId: string
  readonly response: {
    readonly clientDataJSON: string
    readonly authenticatorData: string
    readonly signature: string
    readonly userHandle?: string
  }
  readonly authenticatorAttachment?: 'platform' | 'cross-platform'
  readonly clientExtensionResults: ExtensionResultsJson
  readonly type: 'public-key'
  readonly objectShape?: ObjectShape
}

export type CredentialJson = RegistrationResponseJson | AuthenticationResponseJson
