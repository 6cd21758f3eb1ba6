import { AsnConvert, AsnProp, OctetString } from '@peculiar/asn1-schema'
import { createHash } from 'node:crypto'
import { ES256 } from '../algorithms/ids'
import type { CertificateExtension } from './certificate-extensions'
import { ATTESTATION_SUBJECT } from './names'
import { signedData, type AttestationFormatRow } from './statement'

const NONCE_OID = '1.2.840.113635.100.8.2'

/** SEQUENCE { nonce [1] EXPLICIT OCTET STRING }, as Apple's certificates carry it. */
class AppleNonce {
  nonce = new OctetString()
}
AsnProp({ type: OctetString, context: 1 })(AppleNonce.prototype, 'nonce')

/**
 * `apple`, WebAuthn §8.8: only a certificate of the new key, with a nonce over the attested data. Apple's
 * authenticators make only ES256 keys.
 */
export const apple: AttestationFormatRow = {
  canAttest: (algorithm) => algorithm === ES256,
  makeStatement: async (attested) => {
    const nonce = createHash('sha256').update(signedData(attested)).digest()
    const x5c = await attested.authority.certify(
      attested.signingKey.spki,
      { subject: ATTESTATION_SUBJECT, extensions: [nonceExtension(nonce)] },
      'without-root',
    )
    return new Map([['x5c', x5c]])
  },
}

function nonceExtension(nonce: Uint8Array): CertificateExtension {
  const value = Object.assign(new AppleNonce(), { nonce: new OctetString(nonce) })
  return { oid: NONCE_OID, critical: false, value: new Uint8Array(AsnConvert.serialize(value)) }
}
