/**
 * A master key that a recovery code opens. The code's secret gives an X25519 key (RFC 7748), and the master key is sealed for
 * its public half. So Latchkey can seal another master key for the same code without knowing the code.
 */
import { createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto'
import { WrongRecoveryCodeError } from './errors'
import type { RecoverySlot } from './key-slots'
import { seal, unseal } from './seal'
import type { Randomness } from '../platform/ports'

const KEY_BYTES = 32
/** The bytes before the 32 bytes of a key in DER (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

/** The recipient for whom a master key is sealed. */
export type RecoveryRecipient = Pick<RecoverySlot, 'salt' | 'publicKey'>

/** @param secret of a recovery code. */
export function recoveryRecipient(secret: Uint8Array, random: Randomness): RecoveryRecipient {
  const salt = Uint8Array.from(random.bytes(16))
  const privateKey = privateKeyOf(secret, salt)
  const publicKey = publicKeyOf(privateKey)
  privateKey.fill(0)
  return { salt, publicKey }
}

/**
 * @param masterKey 32 bytes.
 * @param about what the slot is bound to. The slot opens only for this.
 */
export function makeRecoverySlot(
  { salt, publicKey }: RecoveryRecipient,
  masterKey: Uint8Array,
  about: Uint8Array,
  random: Randomness,
): RecoverySlot {
  const ephemeralKey = Uint8Array.from(random.bytes(KEY_BYTES))
  const ephemeral = publicKeyOf(ephemeralKey)
  const key = agree(ephemeralKey, publicKey, { ephemeral, publicKey })
  const wrapped = seal(key, masterKey, about, random)
  key.fill(0)
  ephemeralKey.fill(0)
  return { kind: 'recovery', salt, publicKey, ephemeral, wrapped }
}

/**
 * @param secret of a recovery code.
 * @returns the master key.
 * @throws {WrongRecoveryCodeError} when the slot does not open.
 */
export function openRecoverySlot(
  secret: Uint8Array,
  slot: RecoverySlot,
  about: Uint8Array,
): Uint8Array {
  const privateKey = privateKeyOf(secret, slot.salt)
  const isOurs = Buffer.compare(publicKeyOf(privateKey), slot.publicKey) === 0
  const key = isOurs ? agree(privateKey, slot.ephemeral, slot) : undefined
  privateKey.fill(0)
  const masterKey = key && unseal(key, slot.wrapped, about)
  key?.fill(0)
  if (!masterKey) throw new WrongRecoveryCodeError()
  return masterKey
}

function privateKeyOf(secret: Uint8Array, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hkdfSync('sha256', secret, salt, 'latchkey recovery code', KEY_BYTES))
}

function publicKeyOf(privateKey: Uint8Array): Uint8Array<ArrayBuffer> {
  const der = createPublicKey(importPrivate(privateKey)).export({ format: 'der', type: 'spki' })
  return Uint8Array.from(der.subarray(PUBLIC_PREFIX.length))
}

/** The key that both sides derive. It is bound to both public keys. */
function agree(
  privateKey: Uint8Array,
  theirs: Uint8Array,
  { ephemeral, publicKey }: Pick<RecoverySlot, 'ephemeral' | 'publicKey'>,
): Uint8Array<ArrayBuffer> {
  const shared = diffieHellman({
    privateKey: importPrivate(privateKey),
    publicKey: createPublicKey({
      key: Buffer.concat([PUBLIC_PREFIX, theirs]),
      format: 'der',
      type: 'spki',
    }),
  })
  const both = Buffer.concat([ephemeral, publicKey])
  const key = new Uint8Array(hkdfSync('sha256', shared, both, 'latchkey recovery slot', KEY_BYTES))
  shared.fill(0)
  return key
}

function importPrivate(privateKey: Uint8Array) {
  return createPrivateKey({
    key: Buffer.concat([PRIVATE_PREFIX, privateKey]),
    format: 'der',
    type: 'pkcs8',
  })
}
