/**
 * Keys in DER: private ones as PKCS #8 (RFC 5958), public ones as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
 * The contents differ by kind.
 */
import { PrivateKey, PrivateKeyInfo } from '@peculiar/asn1-pkcs8'
import { AsnConvert } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509'

/** Names a kind of key as X.509 does. */
export interface KeyKind {
  /** Object identifier, dotted. */
  readonly oid: string
  /** DER; absent when the kind has none. */
  readonly parameters?: ArrayBuffer
}

/** @param privateKey the kind's own structure, DER. */
export function encodePrivateKeyInfo(kind: KeyKind, privateKey: ArrayBuffer): Uint8Array {
  const info = new PrivateKeyInfo({
    privateKeyAlgorithm: identifier(kind),
    privateKey: new PrivateKey(privateKey),
  })
  return new Uint8Array(AsnConvert.serialize(info))
}

/**
 * @returns the kind's own structure, DER.
 * @throws when the bytes are not PKCS #8, or hold a key of another kind.
 */
export function decodePrivateKeyInfo(kind: KeyKind, pkcs8: Uint8Array): ArrayBuffer {
  const { privateKeyAlgorithm, privateKey } = AsnConvert.parse(pkcs8, PrivateKeyInfo)
  if (!privateKeyAlgorithm.isEqual(identifier(kind)))
    throw new Error('the private key does not belong to its algorithm')
  return privateKey.buffer
}

/** @param publicKey the bits of the public key in the encoding of its kind. */
export function encodePublicKeyInfo(kind: KeyKind, publicKey: Uint8Array): Uint8Array {
  const info = new SubjectPublicKeyInfo({
    algorithm: identifier(kind),
    subjectPublicKey: new Uint8Array(publicKey).buffer,
  })
  return new Uint8Array(AsnConvert.serialize(info))
}

function identifier({ oid, parameters }: KeyKind): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: oid, ...(parameters && { parameters }) })
}
