import {
  AuthorizationList,
  id_ce_keyDescription,
  IntegerSet,
  KeyMintKeyDescription,
  SecurityLevel,
  Version,
} from '@peculiar/asn1-android'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import type { CborValue } from '../../encoding/cbor'
import type { CertificateExtension } from './certificate-extensions'
import { ATTESTATION_SUBJECT } from './names'
import { signedData, type AttestationFormatRow } from './statement'

/** What Android's keystore makes: ECDSA on NIST's curves, RSA, Ed25519. */
const KEYSTORE_ALGORITHMS: ReadonlySet<number> = new Set([
  -7, -35, -36, -9, -51, -52, -8, -19, -257, -258, -259, -37, -38, -39,
])

/** KeyMint's KM_PURPOSE_SIGN and KM_ORIGIN_GENERATED. */
const PURPOSE_SIGN = 2
const ORIGIN_GENERATED = 0

/**
 * `android-key`, WebAuthn §8.4: signed by the new key, with a certificate of that key whose key description
 * names the hash of the client data. It says that software keeps the key, which is true.
 */
export const androidKey: AttestationFormatRow = {
  canAttest: (algorithm) => KEYSTORE_ALGORITHMS.has(algorithm),
  makeStatement: async (attested) => {
    const { algorithm, signingKey, authority, clientDataHash } = attested
    const x5c = await authority.certify(
      signingKey.spki,
      { subject: ATTESTATION_SUBJECT, extensions: [keyDescription(clientDataHash)] },
      'with-root',
    )
    return new Map<string, CborValue>([
      ['alg', algorithm],
      ['sig', signingKey.sign(signedData(attested))],
      ['x5c', x5c],
    ])
  },
}

function keyDescription(challenge: Uint8Array): CertificateExtension {
  const description = new KeyMintKeyDescription({
    attestationVersion: Version.keyMint3,
    attestationSecurityLevel: SecurityLevel.software,
    keyMintVersion: Version.keyMint3,
    keyMintSecurityLevel: SecurityLevel.software,
    attestationChallenge: new OctetString(challenge),
    uniqueId: new OctetString(new Uint8Array()),
    softwareEnforced: new AuthorizationList({
      purpose: new IntegerSet([PURPOSE_SIGN]),
      origin: ORIGIN_GENERATED,
    }),
    hardwareEnforced: new AuthorizationList(),
  })
  const value = new Uint8Array(AsnConvert.serialize(description))
  return { oid: id_ce_keyDescription, critical: false, value }
}
