import { decodeBase64Url } from '../../shared/base64url'
import type {
  AuthenticationResponseJson,
  CredentialJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import { bare } from '../bare'
import { bound, bufferOf, defineProperty, hasOwn } from '../builtins'
import { each } from '../lists'
import type { Realm } from '../realm'
import type { Answers } from '../shared-objects'
import { createWithAnswers } from './answers'
import { extensionResults } from './extension-results'

/** The parts of a realm from which a credential is made (WebAuthn §5.1, §5.2). */
export interface CredentialRealm {
  readonly PublicKeyCredential: { readonly prototype: PublicKeyCredential }
  readonly AuthenticatorAttestationResponse: {
    readonly prototype: AuthenticatorAttestationResponse
  }
  readonly AuthenticatorAssertionResponse: { readonly prototype: AuthenticatorAssertionResponse }
  readonly Uint8Array: typeof Uint8Array
  /** Creates objects of its own realm. */
  readonly structuredClone: <T>(value: T) => T
}

/** Taken early, because the page may replace them. */
export function credentialRealm(realm: Realm): CredentialRealm {
  const {
    PublicKeyCredential,
    AuthenticatorAttestationResponse,
    AuthenticatorAssertionResponse,
    Uint8Array,
  } = realm
  return {
    PublicKeyCredential,
    AuthenticatorAttestationResponse,
    AuthenticatorAssertionResponse,
    Uint8Array,
    structuredClone: bound(realm, 'structuredClone'),
  }
}

/** Decodes a byte string for the page. */
type Bytes = (text: string) => ArrayBuffer

/**
 * Turns the bridge's answer into a credential of the page's own realm.
 *
 * @throws {TypeError} when a byte string is not base64url.
 */
export function createCredential(
  json: CredentialJson,
  realm: CredentialRealm,
): PublicKeyCredential {
  const bytes = (text: string) => bufferOf(new realm.Uint8Array(decodeBase64Url(text)))
  const rawId = bytes(json.rawId)
  const response = isRegistration(json)
    ? createWithAnswers<AuthenticatorResponse>(
        realm.AuthenticatorAttestationResponse.prototype,
        attestationAnswers(json.response, bytes, realm),
      )
    : createWithAnswers<AuthenticatorResponse>(
        realm.AuthenticatorAssertionResponse.prototype,
        assertionAnswers(json.response, bytes),
      )
  const credential = createWithAnswers(realm.PublicKeyCredential.prototype, {
    id: () => json.id,
    type: () => json.type,
    rawId: () => rawId,
    response: () => response,
    authenticatorAttachment: () => json.authenticatorAttachment ?? null,
    getClientExtensionResults: () =>
      realm.structuredClone(extensionResults(json.clientExtensionResults)),
    toJSON: () => realm.structuredClone(toJson(json)),
  })
  // The provider's object lacks this method. An own member hides the method of the prototype.
  if (json.objectShape) defineProperty(credential, 'toJSON', bare({ value: undefined }))
  return credential
}

function attestationAnswers(
  response: RegistrationResponseJson['response'],
  bytes: Bytes,
  realm: CredentialRealm,
): Answers {
  return {
    clientDataJSON: constant(bytes(response.clientDataJSON)),
    attestationObject: constant(bytes(response.attestationObject)),
    getAuthenticatorData: constant(bytes(response.authenticatorData)),
    getPublicKey: constant(response.publicKey === undefined ? null : bytes(response.publicKey)),
    getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    getTransports: () => realm.structuredClone(response.transports),
  }
}

function assertionAnswers(response: AuthenticationResponseJson['response'], bytes: Bytes): Answers {
  return {
    clientDataJSON: constant(bytes(response.clientDataJSON)),
    authenticatorData: constant(bytes(response.authenticatorData)),
    signature: constant(bytes(response.signature)),
    userHandle: constant(response.userHandle === undefined ? null : bytes(response.userHandle)),
  }
}

/** A getter that returns the same object each time. */
function constant<T>(value: T): () => T {
  return () => value
}

/** By name, because Web IDL sorts the members of a dictionary that becomes an object. */
const CREDENTIAL_MEMBERS = [
  'authenticatorAttachment',
  'clientExtensionResults',
  'id',
  'rawId',
  'response',
  'type',
]
/** The members of both kinds of response. `pick` omits those that a kind does not have. */
const RESPONSE_MEMBERS = [
  'attestationObject',
  'authenticatorData',
  'clientDataJSON',
  'publicKey',
  'publicKeyAlgorithm',
  'signature',
  'transports',
  'userHandle',
]

function toJson(json: CredentialJson): object {
  const response = pick(json.response, RESPONSE_MEMBERS)
  return pick(bare({ ...json, response }), CREDENTIAL_MEMBERS)
}

function pick(object: object, names: readonly string[]): object {
  const picked = bare<Record<string, unknown>>({})
  each(names, (name) => {
    if (hasOwn(object, name)) picked[name] = (object as Record<string, unknown>)[name]
  })
  return picked
}

function isRegistration(json: CredentialJson): json is RegistrationResponseJson {
  return hasOwn(json.response, 'attestationObject')
}
