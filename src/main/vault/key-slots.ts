/** The ways to get the master key, as the vault's header lists them. */
import * as v from 'valibot'

const bytes = (length: number) =>
  v.pipe(v.instance(Uint8Array), v.length(length, `not ${length} bytes`))
const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** The keychain holds it, under the account `vault-key:<key id>`. */
const keychainSlot = v.strictObject({ kind: v.literal('keychain') })

/** A passphrase opens it. The bounds keep a damaged header from asking for all of the memory. */
const passphraseSlot = v.strictObject({
  kind: v.literal('passphrase'),
  salt: bytes(16),
  /** scrypt's cost, block size and parallelism (RFC 7914). */
  N: integer(2, 2 ** 20),
  r: integer(1, 16),
  p: integer(1, 4),
  /** The master key, sealed with the key that scrypt makes: 28 + 32 bytes. */
  wrapped: bytes(60),
})

/** Kinds of a later version, such as `recovery`. They are kept unchanged. */
const otherSlot = v.looseObject({
  kind: v.pipe(
    v.string(),
    v.check((kind) => kind !== 'keychain' && kind !== 'passphrase', 'a damaged slot'),
  ),
})

export const keySlotsSchema = v.array(v.union([keychainSlot, passphraseSlot, otherSlot]))

export type PassphraseSlot = v.InferOutput<typeof passphraseSlot>

export type KeySlot =
  v.InferOutput<typeof keychainSlot> | PassphraseSlot | v.InferOutput<typeof otherSlot>

/** The slot that a passphrase opens, if the vault has one. */
export function findPassphraseSlot(slots: readonly KeySlot[]): PassphraseSlot | undefined {
  return slots.find((slot): slot is PassphraseSlot => v.is(passphraseSlot, slot))
}
