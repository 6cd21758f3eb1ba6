/** The registration halves of the specification's test vectors (WebAuthn Level 3 §16), with who attests them. */
import { p256 } from '@noble/curves/nist.js'
import type { AttestationFormat } from '../../src/main/webauthn/authenticator/description'
import type { AttestationKey } from '../../src/main/webauthn/authenticator/attestation/ports'
import file from '../vectors/webauthn-l3.json'
import { fixedAuthority } from './attestation'
import { unhex } from './vectors'

/** SubjectPublicKeyInfo of a point on P-256, up to the point. */
const P256_SPKI_HEAD = unhex('3059301306072a8648ce3d020106082a8648ce3d030107034200')

/** DER, and its private key. */
export const VECTOR_ROOT = {
  certificate: unhex(file.root.attestation_ca_cert),
  serialNumber: unhex(file.root.attestation_ca_serial_number),
  key: repeatableKey(file.root.attestation_ca_key),
}

export const registrationVectors = file.vectors.map((vector) => {
  const { registration, decoded, pkcs8 } = vector
  const { attStmt } = decoded as { attStmt: { x5c?: string[] } }
  const x5c = (attStmt.x5c ?? []).map(unhex)
  const aaguid = unhex(registration.aaguid)
  const attestationKey =
    'attestation_private_key' in registration && registration.attestation_private_key
  return {
    name: vector.id,
    format: decoded.fmt as AttestationFormat,
    aaguid,
    x5c,
    serialNumber:
      'attestation_cert_serial_number' in registration
        ? unhex(registration.attestation_cert_serial_number)
        : undefined,
    credentialId: unhex(registration.credential_id),
    algorithm: decoded.alg,
    privateKey: new Uint8Array(Buffer.from(pkcs8, 'base64url')),
    flags: decoded.regAuthData.flags,
    challenge: unhex(registration.challenge),
    clientData: unhex(registration.clientDataJSON),
    /** Whether the client data has a member that no client writes yet. */
    extraData: decoded.regClientData.includes('extraData'),
    /** Where the client data names one. */
    topOrigin: decoded.regClientData.includes('topOrigin') ? file.topOrigin : null,
    authenticatorData: unhex(decoded.authData),
    attestationObject: unhex(registration.attestationObject),
    authority: fixedAuthority(
      x5c,
      aaguid,
      attestationKey ? repeatableKey(attestationKey) : undefined,
    ),
  }
})

export type RegistrationVector = (typeof registrationVectors)[number]

/** A P-256 key that signs the same bytes every time. */
function repeatableKey(scalarHex: string): AttestationKey {
  const secretKey = unhex(scalarHex)
  const point = p256.getPublicKey(secretKey, false)
  return {
    spki: new Uint8Array(Buffer.concat([P256_SPKI_HEAD, point])),
    sign: (data) => p256.sign(data, secretKey, { format: 'der', lowS: false }),
  }
}
