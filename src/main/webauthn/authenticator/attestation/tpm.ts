import { createHash } from 'node:crypto'
import type { CborValue } from '../../encoding/cbor'
import type { CertificateProfile } from './ports'
import { aikKeyUsage, tpmAlternativeName } from './certificate-extensions'
import { signedData, type AttestationFormatRow } from './statement'
import { encodeCertifyInfo, encodePublicArea } from './tpm-structures'

/** The algorithms that TPMs sign with: ECDSA on NIST's curves, and RSA. */
const TPM_ALGORITHMS: ReadonlySet<number> = new Set([
  -7, -35, -36, -9, -51, -52, -257, -258, -259, -37, -38, -39,
])

/** An attestation identity key's certificate (§8.3.1). */
const AIK_PROFILE: CertificateProfile = {
  subject: null,
  extensions: [
    aikKeyUsage(),
    tpmAlternativeName({
      // FIDO's own test entry in the TCG's list, because verifiers refuse a manufacturer that they do not know.
      manufacturer: 'id:FFFFF1D0',
      model: 'Latchkey',
      version: 'id:00000001',
    }),
  ],
}

/**
 * `tpm`, WebAuthn §8.3: a mock TPM certifies the new key. Its attestation key is ES256, so the attested data is hashed
 * with SHA-256.
 */
export const tpm: AttestationFormatRow = {
  canAttest: (algorithm) => TPM_ALGORITHMS.has(algorithm),
  makeStatement: async (attested) => {
    const { authority } = attested
    const { algorithm, signingKey, x5c } = await authority.certifiedKey('tpm', AIK_PROFILE)
    const pubArea = encodePublicArea(attested.signingKey.spki)
    const extraData = createHash('sha256').update(signedData(attested)).digest()
    const signer = authority.tpmStatesQualifiedNames ? encodePublicArea(signingKey.spki) : null
    const certInfo = encodeCertifyInfo(pubArea, extraData, authority.tpmClock, signer)
    return new Map<string, CborValue>([
      ['alg', algorithm],
      ['sig', signingKey.sign(certInfo)],
      ['ver', '2.0'],
      ['x5c', x5c],
      ['pubArea', pubArea],
      ['certInfo', certInfo],
    ])
  },
}
