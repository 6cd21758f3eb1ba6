/** Reproduces the registrations of the specification's test vectors (WebAuthn Level 3 §16) byte for byte. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCredential } from '../../../../../src/main/webauthn/authenticator/make-credential'
import { create } from '../../../../../src/main/webauthn/client/create'
import {
  registrationVectors,
  type RegistrationVector,
} from '../../../../support/registration-vectors'
import { chanceOf, hex, repeatable, VECTOR_ORIGIN, VECTOR_RP_ID } from '../../../../support/vectors'
import { base64url, creation, fromBase64url, requester } from '../../../../support/webauthn-options'
import { webauthnPorts } from '../../../../support/webauthn-ports'
import { userHandle } from '../../../../support/user-handle'

describe('makeCredential', () => {
  it('has fifteen vectors', () => {
    expect(registrationVectors).toHaveLength(15)
  })

  it.each(registrationVectors)('makes $name byte for byte', async (vector) => {
    const ports = portsOf(vector)
    const made = await makeCredential(
      {
        rp: { id: VECTOR_RP_ID, name: '' },
        user: { id: userHandle(1), name: '', displayName: '' },
        clientDataHash: new Uint8Array(createHash('sha256').update(vector.clientData).digest()),
        algorithms: [vector.algorithm],
        excludeCredentialIds: [],
        requireResidentKey: true,
        residentKeyDispensable: false,
        requireUserPresence: true,
        requireUserVerification: vector.flags.UV,
        attestationFormats: [vector.format],
        enterpriseAttestationPossible: false,
        origin: '',
        signal: new AbortController().signal,
      },
      ports.authenticator,
      ports,
    )

    expect(hex(made.authenticatorData)).toBe(hex(vector.authenticatorData))
    expect(hex(made.attestationObject)).toBe(hex(vector.attestationObject))
  })
})

describe('create', () => {
  const plain = registrationVectors.filter(({ extraData }) => !extraData)

  it('has six vectors with plain client data', () => {
    expect(plain).toHaveLength(6)
  })

  it.each(plain)('answers $name byte for byte, client data included', async (vector) => {
    const { response } = await create(
      creation(
        {
          challenge: base64url(vector.challenge),
          pubKeyCredParams: [{ type: 'public-key', alg: vector.algorithm }],
          authenticatorSelection: {
            residentKey: 'required',
            userVerification: vector.flags.UV ? 'required' : 'discouraged',
          },
          attestation: 'direct',
          attestationFormats: [vector.format],
        },
        {
          requester: requester({
            origin: VECTOR_ORIGIN,
            crossOrigin: vector.topOrigin !== null,
            topOrigin: vector.topOrigin,
          }),
        },
      ),
      portsOf(vector),
    )
    const { clientDataJSON, attestationObject, authenticatorData } = response.response

    expect(hex(fromBase64url(clientDataJSON))).toBe(hex(vector.clientData))
    expect(hex(fromBase64url(authenticatorData))).toBe(hex(vector.authenticatorData))
    expect(hex(fromBase64url(attestationObject))).toBe(hex(vector.attestationObject))
  })
})

/** The vector's authenticator, key, credential id and certificates. */
function portsOf(vector: RegistrationVector) {
  return webauthnPorts({
    random: chanceOf(vector.credentialId),
    algorithms: repeatable(vector.algorithm, vector.privateKey),
    authority: vector.authority,
    authenticator: {
      aaguid: vector.aaguid,
      algorithms: [vector.algorithm],
      backupEligible: vector.flags.BE,
      backedUp: vector.flags.BS,
      attestationFormats: [vector.format],
      packedAttestation: vector.x5c.length > 0 ? 'x5c' : 'self',
    },
  }).ports
}
