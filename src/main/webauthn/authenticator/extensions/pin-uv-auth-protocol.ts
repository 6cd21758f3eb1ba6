/**
 * CTAP's PIN/UV auth protocols (CTAP 2.1 §6.5.6, §6.5.7): how client and authenticator agree on a secret, and
 * encrypt and authenticate under it.
 */
import { p256 } from '@noble/curves/nist.js'
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  timingSafeEqual,
} from 'node:crypto'
import { concat } from '../../encoding/bytes'
import type { Randomness } from '../../../platform/ports'

export interface PinUvAuthProtocol {
  readonly id: 1 | 2
  /** @param z the x-coordinate of the shared point, 32 bytes. */
  kdf(z: Uint8Array): Uint8Array
  /** @param plaintext a multiple of 16 bytes. */
  encrypt(sharedSecret: Uint8Array, plaintext: Uint8Array, random: Randomness): Uint8Array
  /** @throws when `encrypt` cannot have made a ciphertext of this length. */
  decrypt(sharedSecret: Uint8Array, ciphertext: Uint8Array): Uint8Array
  /** @returns a MAC of 16 bytes in protocol one, 32 in two. */
  authenticate(sharedSecret: Uint8Array, message: Uint8Array): Uint8Array
}

const BLOCK_BYTES = 16

/** One key of 32 bytes for everything, no nonce, and half a MAC. */
export const protocolOne: PinUvAuthProtocol = {
  id: 1,
  kdf: (z) => new Uint8Array(createHash('sha256').update(z).digest()),
  encrypt: (key, plaintext) => aesCbc(createCipheriv, key, new Uint8Array(BLOCK_BYTES), plaintext),
  decrypt: (key, ciphertext) =>
    aesCbc(createDecipheriv, key, new Uint8Array(BLOCK_BYTES), ciphertext),
  authenticate: (key, message) => hmac(key, message).subarray(0, BLOCK_BYTES),
}

/** HMAC key ‖ AES key, 32 bytes each; a random nonce before the ciphertext. */
export const protocolTwo: PinUvAuthProtocol = {
  id: 2,
  kdf: (z) => concat(hkdf(z, 'CTAP2 HMAC key'), hkdf(z, 'CTAP2 AES key')),
  encrypt: (secret, plaintext, random) => {
    const iv = random.bytes(BLOCK_BYTES)
    return concat(iv, aesCbc(createCipheriv, secret.subarray(32), iv, plaintext))
  },
  decrypt: (secret, ciphertext) =>
    aesCbc(
      createDecipheriv,
      secret.subarray(32),
      ciphertext.subarray(0, BLOCK_BYTES),
      ciphertext.subarray(BLOCK_BYTES),
    ),
  authenticate: (secret, message) => hmac(secret.subarray(0, 32), message),
}

/** Whether `signature` is the MAC of `message`. */
export function verifies(
  protocol: PinUvAuthProtocol,
  sharedSecret: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const expected = protocol.authenticate(sharedSecret, message)
  return expected.length === signature.length && timingSafeEqual(expected, signature)
}

/** A key pair for agreeing on a secret. The private half never leaves it. */
export class KeyAgreement {
  /** An uncompressed point of P-256, 65 bytes. */
  readonly publicKey: Uint8Array
  readonly #secretKey: Uint8Array

  /** @param secretKey 32 bytes. */
  constructor(secretKey: Uint8Array) {
    this.#secretKey = secretKey
    this.publicKey = p256.getPublicKey(secretKey, false)
  }

  /** Makes a key pair for one request: CTAP's `regenerate`. */
  static make(random: Randomness): KeyAgreement {
    return new KeyAgreement(p256.keygen(random.bytes(p256.lengths.seed ?? 48)).secretKey)
  }

  /** @throws when `publicKey` is not a point of the curve. */
  sharedSecret(protocol: PinUvAuthProtocol, publicKey: Uint8Array): Uint8Array {
    return protocol.kdf(p256.getSharedSecret(this.#secretKey, publicKey, true).subarray(1))
  }
}

function aesCbc(
  create: typeof createCipheriv | typeof createDecipheriv,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  const cipher = create('aes-256-cbc', key, iv).setAutoPadding(false)
  return concat(cipher.update(data), cipher.final())
}

function hkdf(z: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', z, new Uint8Array(32), info, 32))
}

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(message).digest())
}
