import { decodeBase64Url } from '../../shared/base64url'
import type {
  AuthenticationResponseJson,
  CredentialJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import { createWithAnswers, type Answers } from './answers'

/** The interfaces whose objects a ceremony yields (WebAuthn §5.1, §5.2). */
export interface CredentialInterfaces {
  readonly PublicKeyCredential: { readonly prototype: PublicKeyCredential }
  readonly AuthenticatorAttestationResponse: {
    readonly prototype: AuthenticatorAttestationResponse
  }
  readonly AuthenticatorAssertionResponse: { readonly prototype: AuthenticatorAssertionResponse }
}

/**
 * The credential that the bridge answered with, as an object of the page's own realm.
 *
 * @throws {TypeError} when a byte string is not base64url.
 */
export function createCredential(
  json: CredentialJson,
  interfaces: CredentialInterfaces,
): PublicKeyCredential {
  const rawId = buffer(json.rawId)
  const response = isRegistration(json)
    ? createWithAnswers<AuthenticatorResponse>(
        interfaces.AuthenticatorAttestationResponse.prototype,
        attestationAnswers(json.response),
      )
    : createWithAnswers<AuthenticatorResponse>(
        interfaces.AuthenticatorAssertionResponse.prototype,
        assertionAnswers(json.response),
      )
  return createWithAnswers(interfaces.PublicKeyCredential.prototype, {
    id: () => json.id,
    type: () => json.type,
    rawId: () => rawId,
    response: () => response,
    authenticatorAttachment: () => json.authenticatorAttachment ?? null,
    getClientExtensionResults: () => structuredClone(json.clientExtensionResults),
    toJSON: () => toJson(json),
  })
}

function attestationAnswers(response: RegistrationResponseJson['response']): Answers {
  return {
    clientDataJSON: constant(buffer(response.clientDataJSON)),
    attestationObject: constant(buffer(response.attestationObject)),
    getAuthenticatorData: constant(buffer(response.authenticatorData)),
    getPublicKey: constant(response.publicKey === undefined ? null : buffer(response.publicKey)),
    getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    getTransports: () => [...response.transports],
  }
}

function assertionAnswers(response: AuthenticationResponseJson['response']): Answers {
  return {
    clientDataJSON: constant(buffer(response.clientDataJSON)),
    authenticatorData: constant(buffer(response.authenticatorData)),
    signature: constant(buffer(response.signature)),
    userHandle: constant(response.userHandle === undefined ? null : buffer(response.userHandle)),
  }
}

/** Members by name, as Web IDL orders a dictionary that becomes an object. */
function toJson(json: CredentialJson): object {
  const { authenticatorAttachment } = json
  return {
    ...(authenticatorAttachment === undefined ? {} : { authenticatorAttachment }),
    clientExtensionResults: structuredClone(json.clientExtensionResults),
    id: json.id,
    rawId: json.rawId,
    response: isRegistration(json) ? attestationJson(json.response) : assertionJson(json.response),
    type: json.type,
  }
}

function attestationJson(response: RegistrationResponseJson['response']): object {
  const { attestationObject, authenticatorData, clientDataJSON, publicKey } = response
  return {
    attestationObject,
    authenticatorData,
    clientDataJSON,
    ...(publicKey === undefined ? {} : { publicKey }),
    publicKeyAlgorithm: response.publicKeyAlgorithm,
    transports: [...response.transports],
  }
}

function assertionJson(response: AuthenticationResponseJson['response']): object {
  const { authenticatorData, clientDataJSON, signature, userHandle } = response
  return {
    authenticatorData,
    clientDataJSON,
    signature,
    ...(userHandle === undefined ? {} : { userHandle }),
  }
}

function isRegistration(json: CredentialJson): json is RegistrationResponseJson {
  return 'attestationObject' in json.response
}

function constant<T>(value: T): () => T {
  return () => value
}

function buffer(text: string): ArrayBuffer {
  return decodeBase64Url(text).buffer
}
