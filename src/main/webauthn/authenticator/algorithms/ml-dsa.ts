/**
 * ML-DSA (FIPS 204), as COSE defines it (RFC 9964): the context is empty, and the signature covers the message itself, not a
 * hash of it. Uses the deterministic variant, because the domain gets randomness only through its port.
 */
import { ml_dsa44, ml_dsa65, ml_dsa87, type DSA } from '@noble/post-quantum/ml-dsa.js'
import { AsnConvert, AsnProp, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema'
import { akpCoseKey } from '../../encoding/cose-key'
import {
  decodePrivateKeyInfo,
  encodePrivateKeyInfo,
  encodePublicKeyInfo,
  type KeyKind,
} from '../../encoding/key-der'
import type { Algorithm, SigningKey } from '../ports'

interface ParameterSet {
  readonly dsa: DSA
  readonly kind: KeyKind
}

export const ML_DSA_44: ParameterSet = { dsa: ml_dsa44, kind: { oid: '2.16.840.1.101.3.4.3.17' } }
export const ML_DSA_65: ParameterSet = { dsa: ml_dsa65, kind: { oid: '2.16.840.1.101.3.4.3.18' } }
export const ML_DSA_87: ParameterSet = { dsa: ml_dsa87, kind: { oid: '2.16.840.1.101.3.4.3.19' } }

/** The length of the seed of a key pair, in bytes. */
const SEED_BYTES = 32

/** The private key as its seed (RFC 9881 §6), the only form that every implementation reads. */
class MlDsaPrivateKey {
  seed = new OctetString()
}
AsnProp({ type: OctetString, context: 0, implicit: true })(MlDsaPrivateKey.prototype, 'seed')
AsnType({ type: AsnTypeTypes.Choice })(MlDsaPrivateKey)

export function mlDsa(id: number, name: string, set: ParameterSet): Algorithm {
  return {
    id,
    name,
    newPrivateKey: async (random) => {
      const privateKey = new MlDsaPrivateKey()
      privateKey.seed = new OctetString(random.bytes(SEED_BYTES))
      return encodePrivateKeyInfo(set.kind, AsnConvert.serialize(privateKey))
    },
    open: (pkcs8) => open(id, set, pkcs8),
  }
}

function open(alg: number, { dsa, kind }: ParameterSet, pkcs8: Uint8Array): SigningKey {
  const { seed } = AsnConvert.parse(decodePrivateKeyInfo(kind, pkcs8), MlDsaPrivateKey)
  const { secretKey, publicKey } = dsa.keygen(new Uint8Array(seed.buffer))
  return {
    coseKey: akpCoseKey(alg, publicKey),
    spki: encodePublicKeyInfo(kind, publicKey),
    sign: (data) => dsa.sign(data, secretKey, { extraEntropy: false }),
  }
}
