/** Public keys as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), in DER. */
import { ECParameters } from '@peculiar/asn1-ecc'
import {
  AsnConvert,
  AsnIntegerArrayBufferConverter,
  AsnProp,
  AsnPropTypes,
  AsnType,
  AsnTypeTypes,
} from '@peculiar/asn1-schema'
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509'
import type { EdwardsCurve, MlDsa, PointCurve, PublicKey } from './public-key'

const EC_PUBLIC_KEY = '1.2.840.10045.2.1'
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'

const POINT_CURVES: Readonly<Record<string, PointCurve>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
}
const EDWARDS_CURVES: Readonly<Record<string, EdwardsCurve>> = {
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
}
const ML_DSA: Readonly<Record<string, MlDsa>> = {
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
}

const UNCOMPRESSED = 4

/** RSAPublicKey (RFC 8017 §A.1.1). */
class RsaPublicKey {
  modulus = new ArrayBuffer(0)
  publicExponent = new ArrayBuffer(0)
}
const integer = { type: AsnPropTypes.Integer, converter: AsnIntegerArrayBufferConverter }
AsnProp(integer)(RsaPublicKey.prototype, 'modulus')
AsnProp(integer)(RsaPublicKey.prototype, 'publicExponent')
AsnType({ type: AsnTypeTypes.Sequence })(RsaPublicKey)

/** @returns undefined when the bytes are not a key of a kind that WebAuthn uses. */
export function readSpki(der: Uint8Array): PublicKey | undefined {
  try {
    return publicKeyOf(AsnConvert.parse(new Uint8Array(der), SubjectPublicKeyInfo))
  } catch {
    return undefined
  }
}

/** @throws when the key does not have the encoding of its kind. */
export function publicKeyOf(info: SubjectPublicKeyInfo): PublicKey | undefined {
  const { algorithm: oid, parameters } = info.algorithm
  const bits = new Uint8Array(info.subjectPublicKey)
  if (oid === RSA_ENCRYPTION) {
    const { modulus, publicExponent } = AsnConvert.parse(bits, RsaPublicKey)
    return { kind: 'rsa', n: new Uint8Array(modulus), e: new Uint8Array(publicExponent) }
  }
  if (oid === EC_PUBLIC_KEY) {
    const { namedCurve = '' } = AsnConvert.parse(parameters ?? new ArrayBuffer(0), ECParameters)
    return point(POINT_CURVES[namedCurve], bits)
  }
  const curve = EDWARDS_CURVES[oid]
  if (curve) return { kind: 'edwards', curve, x: bits }
  const level = ML_DSA[oid]
  return level && { kind: 'ml-dsa', level, pub: bits }
}

function point(curve: PointCurve | undefined, bits: Uint8Array): PublicKey | undefined {
  if (!curve || bits[0] !== UNCOMPRESSED) return undefined
  const middle = (bits.length + 1) / 2
  return { kind: 'ec', curve, x: bits.slice(1, middle), y: bits.slice(middle) }
}
