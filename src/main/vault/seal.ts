/** AES-256-GCM with a random nonce: `iv(12) ‖ tag(16) ‖ ciphertext`. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Randomness } from '../platform/ports'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** What a seal adds to its plaintext, in bytes. */
export const SEAL_OVERHEAD = IV_BYTES + TAG_BYTES

/**
 * @param key 32 bytes.
 * @param about bound to the seal. The seal opens only with the same `about`.
 */
export function seal(
  key: Uint8Array,
  plaintext: Uint8Array,
  about: Uint8Array,
  random: Randomness,
): Uint8Array<ArrayBuffer> {
  const iv = random.bytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(about)
  const sealed = new Uint8Array(SEAL_OVERHEAD + plaintext.length)
  sealed.set(iv, 0)
  sealed.set(cipher.update(plaintext), SEAL_OVERHEAD)
  cipher.final()
  sealed.set(cipher.getAuthTag(), IV_BYTES)
  return sealed
}

/** @returns undefined when `seal` did not make these bytes with this key and `about`. */
export function unseal(
  key: Uint8Array,
  sealed: Uint8Array,
  about: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  if (sealed.length < SEAL_OVERHEAD) return undefined
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(about)
  decipher.setAuthTag(sealed.subarray(IV_BYTES, SEAL_OVERHEAD))
  const plaintext = decipher.update(sealed.subarray(SEAL_OVERHEAD))
  try {
    decipher.final()
  } catch {
    return undefined
  }
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length)
}
