import { decodeBase64Url } from '../../shared/base64url'
import type {
  AuthenticationResponseJson,
  CredentialJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import { createWithAnswers, type Answers } from './answers'
import { extensionResults } from './extension-results'

/** What a ceremony yields is made of (WebAuthn §5.1, §5.2): a realm has it all. */
export interface CredentialRealm {
  readonly PublicKeyCredential: { readonly prototype: PublicKeyCredential }
  readonly AuthenticatorAttestationResponse: {
    readonly prototype: AuthenticatorAttestationResponse
  }
  readonly AuthenticatorAssertionResponse: { readonly prototype: AuthenticatorAssertionResponse }
  readonly Uint8Array: typeof Uint8Array
  /** Makes objects of the realm that it belongs to. */
  readonly structuredClone: <T>(value: T) => T
}

/** Byte strings as the page gets them. */
type Bytes = (text: string) => ArrayBuffer

/**
 * The credential that the bridge answered with, as an object of the page's own realm.
 *
 * @throws {TypeError} when a byte string is not base64url.
 */
export function createCredential(
  json: CredentialJson,
  realm: CredentialRealm,
): PublicKeyCredential {
  const bytes = (text: string) => new realm.Uint8Array(decodeBase64Url(text)).buffer
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
  return createWithAnswers(realm.PublicKeyCredential.prototype, {
    id: () => json.id,
    type: () => json.type,
    rawId: () => rawId,
    response: () => response,
    authenticatorAttachment: () => json.authenticatorAttachment ?? null,
    getClientExtensionResults: () =>
      realm.structuredClone(extensionResults(json.clientExtensionResults)),
    toJSON: () => realm.structuredClone(toJson(json)),
  })
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

/** The same at every look. */
function constant<T>(value: T): () => T {
  return () => value
}

/** By name, as Web IDL orders a dictionary that becomes an object. */
const CREDENTIAL_MEMBERS = [
  'authenticatorAttachment',
  'clientExtensionResults',
  'id',
  'rawId',
  'response',
  'type',
]
/** Of both kinds: neither has what only the other one knows. */
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
  return pick({ ...json, response: pick(json.response, RESPONSE_MEMBERS) }, CREDENTIAL_MEMBERS)
}

function pick(object: object, names: readonly string[]): object {
  const members = object as Record<string, unknown>
  return Object.fromEntries(
    names.filter((name) => name in members).map((name) => [name, members[name]]),
  )
}

function isRegistration(json: CredentialJson): json is RegistrationResponseJson {
  return 'attestationObject' in json.response
}
