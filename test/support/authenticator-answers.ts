/** What an authenticator answered, as a relying party's library reads it. */
import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers'

export function readAttestation(attestationObject: Uint8Array) {
  const decoded = decodeAttestationObject(new Uint8Array(attestationObject))
  return { format: decoded.get('fmt'), authenticatorData: decoded.get('authData') }
}

export function readAuthenticatorData(authenticatorData: Uint8Array) {
  return parseAuthenticatorData(new Uint8Array(authenticatorData))
}
