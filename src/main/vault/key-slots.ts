/** The ways to get the master key, as the vault's header lists them. */
import * as v from 'valibot'

const bytes = (length: number) =>
  v.pipe(v.instance(Uint8Array), v.length(length, `not ${length} bytes`))
const integer = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const KNOWN_KINDS: ReadonlySet<string> = new Set(['keychain', 'passphrase', 'recovery'])

/** The keychain holds the master key under the account `vault-key:<key id>`. */
const keychainSlot = v.strictObject({ kind: v.literal('keychain') })

/** A passphrase opens the slot. The bounds stop a damaged header from requesting all of the memory. */
const passphraseSlot = v.strictObject({
  kind: v.literal('passphrase'),
  salt: bytes(16),
  /** scrypt's cost, block size and parallelism (RFC 7914). */
  N: integer(2, 2 ** 20),
  r: integer(1, 16),
  p: integer(1, 4),
  /** The master key, sealed with the key that scrypt derives: 28 + 32 bytes. */
  wrapped: bytes(60),
})

/** A recovery code opens the slot (`recovery-slot.ts`). */
const recoverySlot = v.strictObject({
  kind: v.literal('recovery'),
  salt: bytes(16),
  /** The X25519 public key of the code, and the public key of the one-time key that sealed the slot. */
  publicKey: bytes(32),
  ephemeral: bytes(32),
  /** The master key, sealed with the shared key: 28 + 32 bytes. */
  wrapped: bytes(60),
})

/** Kinds of a later version, kept unchanged. */
const otherSlot = v.looseObject({
  kind: v.pipe(
    v.string(),
    v.check((kind) => !KNOWN_KINDS.has(kind), 'a damaged slot'),
  ),
})

export const keySlotsSchema = v.array(
  v.union([keychainSlot, passphraseSlot, recoverySlot, otherSlot]),
)

export type PassphraseSlot = v.InferOutput<typeof passphraseSlot>

export type RecoverySlot = v.InferOutput<typeof recoverySlot>

export type KeySlot =
  | v.InferOutput<typeof keychainSlot>
  | PassphraseSlot
  | RecoverySlot
  | v.InferOutput<typeof otherSlot>

/** The slot that a passphrase opens, if the vault has one. */
export function findPassphraseSlot(slots: readonly KeySlot[]): PassphraseSlot | undefined {
  return slots.find((slot): slot is PassphraseSlot => v.is(passphraseSlot, slot))
}

/** The slot that a recovery code opens, if the vault has one. */
export function findRecoverySlot(slots: readonly KeySlot[]): RecoverySlot | undefined {
  return slots.find((slot): slot is RecoverySlot => v.is(recoverySlot, slot))
}

/** Whether this version can make every slot again for another master key. */
export function areKnown(slots: readonly KeySlot[]): boolean {
  return slots.every(({ kind }) => KNOWN_KINDS.has(kind))
}

/** What a slot is bound to. The slot opens in no other vault and for no other key. */
export function aboutSlot(names: {
  readonly vaultId: Uint8Array
  readonly keyId: Uint8Array
}): Uint8Array {
  return Buffer.concat([names.vaultId, names.keyId])
}
