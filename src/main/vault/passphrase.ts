/** A master key that a passphrase opens: scrypt (RFC 7914), then AES-256-GCM. */
import { scrypt } from 'node:crypto'
import { WrongPassphraseError } from './errors'
import type { PassphraseSlot } from './key-slots'
import { seal, unseal } from './seal'
import type { Randomness } from '../platform/ports'

/** The cost of one try: scrypt's cost, block size and parallelism. */
export type PassphraseCost = Pick<PassphraseSlot, 'N' | 'r' | 'p'>

/** 128 MiB of memory, and a third of a second. */
export const PASSPHRASE_COST: PassphraseCost = { N: 2 ** 17, r: 8, p: 1 }

/**
 * @param masterKey 32 bytes.
 * @param about what the slot is bound to. The slot opens only for this.
 */
export async function makePassphraseSlot(
  passphrase: string,
  masterKey: Uint8Array,
  about: Uint8Array,
  random: Randomness,
  cost: PassphraseCost,
): Promise<PassphraseSlot> {
  const salt = Uint8Array.from(random.bytes(16))
  const { N, r, p } = cost
  const key = await stretch(passphrase, { salt, N, r, p })
  const wrapped = seal(key, masterKey, about, random)
  key.fill(0)
  return { kind: 'passphrase', salt, N, r, p, wrapped }
}

/**
 * @returns the master key.
 * @throws {WrongPassphraseError} when the slot does not open.
 */
export async function openPassphraseSlot(
  passphrase: string,
  slot: PassphraseSlot,
  about: Uint8Array,
): Promise<Uint8Array> {
  const key = await stretch(passphrase, slot)
  const masterKey = unseal(key, slot.wrapped, about)
  key.fill(0)
  if (!masterKey) throw new WrongPassphraseError()
  return masterKey
}

function stretch(
  passphrase: string,
  { salt, N, r, p }: Pick<PassphraseSlot, 'salt' | 'N' | 'r' | 'p'>,
): Promise<Uint8Array> {
  // RFC 8265: text that looks the same gets one form, however it was typed.
  const text = passphrase.normalize('NFC')
  const maxmem = 256 * N * r
  return new Promise((resolve, reject) =>
    scrypt(text, salt, 32, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    }),
  )
}
