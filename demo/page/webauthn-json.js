// @ts-check
/**
 * WebAuthn's JSON forms (§5.1.8, §5.1.9). Current browsers have `parse…OptionsFromJSON` and `toJSON`. For older
 * browsers, this file has the part that the page needs.
 */

/** @typedef {import('../schemas').RegistrationResponse} RegistrationJson */
/** @typedef {import('../schemas').SignInResponse} SignInJson */

/** The DOM's types say that every browser has these methods, but some browsers do not. */
const native = /** @type {Partial<typeof PublicKeyCredential> | undefined} */ (
  globalThis.PublicKeyCredential
)

/**
 * @param {import('../answers').Answers['registration/begin']} json
 * @returns {PublicKeyCredentialCreationOptions}
 */
export function creationOptions(json) {
  if (native?.parseCreationOptionsFromJSON)
    return PublicKeyCredential.parseCreationOptionsFromJSON(json)
  /** @type {object} */
  const options = {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: json.excludeCredentials?.map(descriptor),
  }
  return /** @type {PublicKeyCredentialCreationOptions} */ (options)
}

/**
 * @param {import('../answers').Answers['sign-in/begin']} json
 * @returns {PublicKeyCredentialRequestOptions}
 */
export function requestOptions(json) {
  if (native?.parseRequestOptionsFromJSON)
    return PublicKeyCredential.parseRequestOptionsFromJSON(json)
  /** @type {object} */
  const options = {
    ...json,
    challenge: bytes(json.challenge),
    allowCredentials: json.allowCredentials?.map(descriptor),
  }
  return /** @type {PublicKeyCredentialRequestOptions} */ (options)
}

/**
 * @param {Credential | null} credential of `navigator.credentials.create`
 * @returns {RegistrationJson}
 */
export function registrationJson(credential) {
  const made = /** @type {PublicKeyCredential} */ (credential)
  if (hasToJson(made)) return /** @type {RegistrationJson} */ (made.toJSON())
  const response = /** @type {AuthenticatorAttestationResponse} */ (made.response)
  return {
    ...common(made),
    response: {
      clientDataJSON: base64url(response.clientDataJSON),
      attestationObject: base64url(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

/**
 * @param {Credential | null} credential of `navigator.credentials.get`
 * @returns {SignInJson}
 */
export function signInJson(credential) {
  const used = /** @type {PublicKeyCredential} */ (credential)
  if (hasToJson(used)) return /** @type {SignInJson} */ (used.toJSON())
  const { userHandle, ...response } = assertionParts(used)
  return { ...common(used), response: userHandle ? { ...response, userHandle } : response }
}

/** @param {PublicKeyCredential} credential */
function assertionParts(credential) {
  const response = /** @type {AuthenticatorAssertionResponse} */ (credential.response)
  return {
    clientDataJSON: base64url(response.clientDataJSON),
    authenticatorData: base64url(response.authenticatorData),
    signature: base64url(response.signature),
    userHandle: response.userHandle && base64url(response.userHandle),
  }
}

/** @param {PublicKeyCredential} credential */
function common(credential) {
  return {
    id: credential.id,
    rawId: credential.id,
    type: /** @type {const} */ ('public-key'),
    clientExtensionResults: /** @type {RegistrationJson['clientExtensionResults']} */ (
      credential.getClientExtensionResults()
    ),
  }
}

/** @param {Partial<PublicKeyCredential>} credential */
function hasToJson(credential) {
  return credential.toJSON !== undefined
}

/**
 * @template {{ id: string }} D
 * @param {D} json
 */
function descriptor(json) {
  return { ...json, id: bytes(json.id) }
}

/** @param {string} text */
function bytes(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** @param {ArrayBuffer} buffer */
function base64url(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
