/**
 * EdDSA (RFC 8032, RFC 9053 §2.2, RFC 9864 §2.2). noble makes the keys. Ed25519 signs natively, with the same bytes as
 * noble. Ed448 signs by noble, since Electron's library does not have it.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import type { EdDSA } from '@noble/curves/abstract/edwards.js'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { okpCoseKey } from '../../encoding/cose-key'
import {
  decodePrivateKeyInfo,
  encodePrivateKeyInfo,
  encodePublicKeyInfo,
  type KeyKind,
} from '../../encoding/key-der'
import type { Algorithm, SigningKey } from '../ports'
import { laterNativeKey, nativeSigner } from './native-signature'
import { signingKey } from './signing-key'

interface Curve {
  /** The curve's number in COSE. */
  readonly crv: number
  readonly eddsa: EdDSA
  /** RFC 8410 §3. */
  readonly kind: KeyKind
  /** Bytes of a private key. All of them are random. */
  readonly secretBytes: number
  /** Whether the runtime's library signs instead of noble. */
  readonly native: boolean
}

export const ED25519: Curve = {
  crv: 6,
  eddsa: ed25519,
  kind: { oid: '1.3.101.112' },
  secretBytes: 32,
  native: true,
}

export const ED448: Curve = {
  crv: 7,
  eddsa: ed448,
  kind: { oid: '1.3.101.113' },
  secretBytes: 57,
  native: false,
}

export function eddsa(id: number, name: string, curve: Curve): Algorithm {
  return {
    id,
    name,
    newPrivateKey: async (random) => {
      const secretKey = curve.eddsa.utils.randomSecretKey(random.bytes(curve.secretBytes))
      return encodePrivateKeyInfo(curve.kind, AsnConvert.serialize(new OctetString(secretKey)))
    },
    open: (pkcs8) => open(id, curve, pkcs8),
  }
}

function open(alg: number, { crv, eddsa, kind, native }: Curve, pkcs8: Uint8Array): SigningKey {
  // CurvePrivateKey (RFC 8410 §7)
  const { buffer } = AsnConvert.parse(decodePrivateKeyInfo(kind, pkcs8), OctetString)
  const secretKey = new Uint8Array(buffer)
  let known: Uint8Array | undefined
  const publicKey = () => (known ??= eddsa.getPublicKey(secretKey))
  return signingKey({
    coseKey: () => okpCoseKey(alg, crv, publicKey()),
    spki: () => encodePublicKeyInfo(kind, publicKey()),
    sign: native
      ? nativeSigner(laterNativeKey(pkcs8), null)
      : (data) => eddsa.sign(data, secretKey),
  })
}
