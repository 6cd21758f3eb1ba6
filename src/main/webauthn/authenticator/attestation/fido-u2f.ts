import { concat } from '../../encoding/bytes'
import type { CborValue } from '../../encoding/cbor'
import { ES256 } from '../algorithms/ids'
import type { AttestationAuthority, CertifiedKey } from './ports'
import { subjectPublicKey } from './certificate'
import { ATTESTATION_SUBJECT } from './names'
import type { AttestationFormatRow } from './statement'

const RP_ID_HASH_BYTES = 32

/**
 * `fido-u2f`, WebAuthn §8.6, for P-256 alone. It signs `00 ‖ rpIdHash ‖ hash of the client data ‖ credential
 * id ‖ 04 ‖ x ‖ y`, and has exactly one certificate.
 */
export const fidoU2f: AttestationFormatRow = {
  canAttest: (algorithm) => algorithm === ES256,
  makeStatement: async (attested) => {
    const { signingKey, x5c } = await u2fAttestationKey(attested.authority)
    const sig = signingKey.sign(
      concat(
        Uint8Array.of(0),
        attested.authenticatorData.subarray(0, RP_ID_HASH_BYTES),
        attested.clientDataHash,
        attested.credentialId,
        subjectPublicKey(attested.signingKey.spki),
      ),
    )
    return new Map<string, CborValue>([
      ['sig', sig],
      ['x5c', x5c.slice(0, 1)],
    ])
  },
}

/** All U2F authenticators share one key, because U2F identifies a model only by its attestation key. */
export function u2fAttestationKey(authority: AttestationAuthority): Promise<CertifiedKey> {
  return authority.certifiedKey('fido-u2f', { subject: ATTESTATION_SUBJECT, extensions: [] })
}
