/** Keys of an elliptic curve in DER: ECPrivateKey (RFC 5915) in PKCS #8, points in SubjectPublicKeyInfo. */
import { ECParameters, ECPrivateKey, id_ecPublicKey } from '@peculiar/asn1-ecc'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { DerTemplate } from '../../encoding/der-template'
import {
  decodePrivateKeyInfo,
  encodePrivateKeyInfo,
  encodePublicKeyInfo,
  type KeyKind,
} from '../../encoding/key-der'

export interface EcPrivateKey {
  /** As long as the curve's secret keys are. */
  readonly secretKey: Uint8Array
  /** Absent when the encoded key lacks it. */
  readonly point?: Uint8Array
}

/** The keys of one curve. A point is `0x04 ‖ x ‖ y`. */
export interface EcKeyDer {
  encodePrivateKey(secretKey: Uint8Array, point: Uint8Array): Uint8Array
  /** @throws when the bytes are not PKCS #8, or hold a key of another kind. */
  decodePrivateKey(pkcs8: Uint8Array): EcPrivateKey
  encodePublicKey(point: Uint8Array): Uint8Array
}

/**
 * @param namedCurve object identifier, dotted.
 * @param secretBytes the length of a secret key and of a coordinate, in bytes.
 */
export function ecKeyDer(namedCurve: string, secretBytes: number): EcKeyDer {
  const parameters = AsnConvert.serialize(new ECParameters({ namedCurve }))
  const kind: KeyKind = { oid: id_ecPublicKey, parameters }
  const pointBytes = 1 + 2 * secretBytes
  const privateKeys = new DerTemplate([secretBytes, pointBytes], ([secretKey, point]) =>
    encode(kind, secretKey, point),
  )
  const publicKeys = new DerTemplate([pointBytes], ([point]) =>
    encodePublicKeyInfo(kind, new Uint8Array(point ?? [])),
  )
  return {
    encodePrivateKey: (secretKey, point) => privateKeys.fill([secretKey, point]),
    decodePrivateKey: (pkcs8) => {
      const [secretKey, point] = privateKeys.read(pkcs8) ?? []
      return secretKey && point ? { secretKey, point } : { secretKey: decode(kind, pkcs8) }
    },
    encodePublicKey: (point) => publicKeys.fill([point]),
  }
}

function encode(
  kind: KeyKind,
  secretKey: Uint8Array = new Uint8Array(),
  point: Uint8Array = new Uint8Array(),
): Uint8Array {
  const publicKey = new Uint8Array(point).buffer
  const key = new ECPrivateKey({ privateKey: new OctetString(secretKey), publicKey })
  return encodePrivateKeyInfo(kind, AsnConvert.serialize(key))
}

/** Keys of older vaults have no point. Keys from elsewhere may have one. */
function decode(kind: KeyKind, pkcs8: Uint8Array): Uint8Array {
  const { privateKey } = AsnConvert.parse(decodePrivateKeyInfo(kind, pkcs8), ECPrivateKey)
  return new Uint8Array(privateKey.buffer)
}
