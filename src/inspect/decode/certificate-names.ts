/** Names of object identifiers that certificates have. */

const NAMES: ReadonlyMap<string, string> = new Map([
  ['2.5.29.14', 'subjectKeyIdentifier'],
  ['2.5.29.15', 'keyUsage'],
  ['2.5.29.17', 'subjectAltName'],
  ['2.5.29.18', 'issuerAltName'],
  ['2.5.29.19', 'basicConstraints'],
  ['2.5.29.30', 'nameConstraints'],
  ['2.5.29.31', 'cRLDistributionPoints'],
  ['2.5.29.32', 'certificatePolicies'],
  ['2.5.29.35', 'authorityKeyIdentifier'],
  ['2.5.29.37', 'extKeyUsage'],
  ['1.3.6.1.5.5.7.1.1', 'authorityInfoAccess'],
  ['1.3.6.1.4.1.45724.1.1.2', 'id-fido-gen-ce-sernum'],
  ['1.3.6.1.4.1.45724.1.1.4', 'id-fido-gen-ce-aaguid'],
  ['1.3.6.1.4.1.45724.2.1.1', 'id-fido-u2f-ce-transports'],
  ['1.3.6.1.4.1.41482.2', 'Yubico U2F device'],
  ['1.3.6.1.4.1.11129.2.1.17', 'Android key attestation'],
  ['1.2.840.113635.100.8.2', 'Apple anonymous attestation nonce'],
  ['2.23.133.8.3', 'tcg-kp-AIKCertificate'],
  ['2.23.133.2.1', 'tcg-at-tpmManufacturer'],
  ['2.23.133.2.2', 'tcg-at-tpmModel'],
  ['2.23.133.2.3', 'tcg-at-tpmVersion'],
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
])

/** The name of an object identifier, or the identifier itself when its name is unknown. */
export function nameOfOid(oid: string): string {
  return NAMES.get(oid) ?? oid
}
