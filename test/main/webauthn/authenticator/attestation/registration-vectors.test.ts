/** The specification's registrations (WebAuthn Level 3 §16), made again byte for byte. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeCredential } from '../../../../../src/main/webauthn/authenticator/make-credential'
import { algorithmOf, registrationVectors } from '../../../../support/registration-vectors'
import { chanceOf, hex, VECTOR_RP_ID } from '../../../../support/vectors'
import { webauthnPorts } from '../../../../support/webauthn-ports'

describe('makeCredential', () => {
  it.each(registrationVectors)('makes $name byte for byte', async (vector) => {
    const { flags, format } = vector
    const { ports } = webauthnPorts({
      random: chanceOf(vector.credentialId),
      algorithms: algorithmOf(vector.algorithm, vector.privateKey),
      authority: vector.authority,
      authenticator: {
        aaguid: vector.aaguid,
        algorithms: [vector.algorithm],
        backupEligible: flags.BE,
        backedUp: flags.BS,
        attestationFormats: [format],
        packedAttestation: vector.x5c.length > 0 ? 'x5c' : 'self',
      },
    })

    const made = await makeCredential(
      {
        rp: { id: VECTOR_RP_ID, name: '' },
        user: { id: Uint8Array.of(1), name: '', displayName: '' },
        clientDataHash: new Uint8Array(createHash('sha256').update(vector.clientData).digest()),
        algorithms: [vector.algorithm],
        excludeCredentialIds: [],
        requireResidentKey: true,
        residentKeyDispensable: false,
        requireUserPresence: true,
        requireUserVerification: flags.UV,
        attestationFormats: [format],
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
