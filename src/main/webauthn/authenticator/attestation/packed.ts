import type { CborValue } from '../../encoding/cbor'
import type { CertifiedKey } from './ports'
import { fidoAaguid, fidoSerialNumber } from './certificate-extensions'
import { ATTESTATION_SUBJECT } from './names'
import {
  signedData,
  type Attested,
  type AttestationFormatRow,
  type AttestationStatement,
} from './statement'

/**
 * `packed`, WebAuthn §8.2. Signed by the new key itself (self attestation), or by an attestation key whose certificate
 * names the model and, in enterprise attestation, also the device (§8.2.2).
 */
export const packed: AttestationFormatRow = {
  canAttest: () => true,
  makeStatement: async (attested) => {
    if (attested.packedAttestation === 'self' && !attested.enterprise)
      return statement(attested.algorithm, attested.signingKey.sign(signedData(attested)))
    return withCertificate(attested)
  },
}

/** Always includes a certificate. Used for the parts of a compound statement. */
export async function withCertificate(attested: Attested): Promise<AttestationStatement> {
  const { algorithm, signingKey, x5c } = await attestationKey(attested)
  return statement(algorithm, signingKey.sign(signedData(attested)), x5c)
}

async function attestationKey({ aaguid, enterprise, authority }: Attested): Promise<CertifiedKey> {
  const model = Buffer.from(aaguid).toString('hex')
  if (!enterprise)
    return authority.certifiedKey(`packed ${model}`, {
      subject: ATTESTATION_SUBJECT,
      extensions: [fidoAaguid(aaguid)],
    })
  const serialNumber = await authority.deviceSerialNumber(aaguid)
  return authority.certifiedKey(`packed enterprise ${model}`, {
    subject: ATTESTATION_SUBJECT,
    extensions: [fidoAaguid(aaguid), fidoSerialNumber(serialNumber)],
  })
}

function statement(
  alg: number,
  sig: Uint8Array,
  x5c?: readonly Uint8Array[],
): AttestationStatement {
  const members = new Map<string, CborValue>([
    ['alg', alg],
    ['sig', sig],
  ])
  return x5c ? members.set('x5c', x5c) : members
}
