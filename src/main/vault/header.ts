/**
 * The beginning of the vault's file, readable without a key:
 *
 * `magic(8) ‖ version(2) ‖ generation(4) ‖ vaultId(16) ‖ keyId(8) ‖ length(4) ‖ slots(length) ‖ check(8)`,
 * numbers big-endian. `slots` is the CBOR array of key slots. `check` is the beginning of the SHA-256 of everything before
 * it. It tells a damaged header from a wrong key. The proof of the header is the first frame, because that frame is bound to
 * the header.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { decodeCbor, encodeCbor } from './cbor'
import { DamagedVaultError, UnreadableVaultError } from './errors'
import { keySlotsSchema, type KeySlot } from './key-slots'

export interface Header {
  /** Counts the rewrites of the file, from 1. */
  readonly generation: number
  /** 16 bytes. Never changes during the life of the vault. */
  readonly vaultId: Uint8Array
  /** 8 bytes. Names the master key that opens the vault. */
  readonly keyId: Uint8Array
  readonly slots: readonly KeySlot[]
}

const MAGIC = new TextEncoder().encode('LATCHKEY')
const FORMAT_VERSION = 1
const SLOTS_AT = 42
const CHECK_BYTES = 8

/** The maximum length of a header, in bytes. */
export const MAX_HEADER_BYTES = 65_536

export function encodeHeader(header: Header): Uint8Array<ArrayBuffer> {
  const slots = encodeCbor(header.slots)
  const bytes = new Uint8Array(SLOTS_AT + slots.length + CHECK_BYTES)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC, 0)
  view.setUint16(8, FORMAT_VERSION)
  view.setUint32(10, header.generation)
  bytes.set(header.vaultId, 14)
  bytes.set(header.keyId, 30)
  view.setUint32(38, slots.length)
  bytes.set(slots, SLOTS_AT)
  const end = SLOTS_AT + slots.length
  bytes.set(check(bytes.subarray(0, end)), end)
  return bytes
}

/**
 * @param bytes the beginning of the file: at least `MAX_HEADER_BYTES`, or the whole file.
 * @returns the header and its length in bytes.
 * @throws {UnreadableVaultError} when there is no complete header of a version that this Latchkey knows.
 */
export function decodeHeader(bytes: Uint8Array): { header: Header; length: number } {
  if (bytes.length === 0) throw unreadable('it is empty')
  if (!startsWith(bytes, MAGIC) || bytes.length < SLOTS_AT)
    throw unreadable('it does not start like a vault')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const version = view.getUint16(8)
  if (version > FORMAT_VERSION)
    throw new UnreadableVaultError(
      `a newer Latchkey wrote it, in format ${version}, and this Latchkey reads format ${FORMAT_VERSION}`,
      'Update Latchkey to open the vault.',
    )
  const end = SLOTS_AT + view.getUint32(38)
  if (end + CHECK_BYTES > Math.min(bytes.length, MAX_HEADER_BYTES))
    throw unreadable('its header is cut off or damaged')
  if (!startsWith(bytes.subarray(end), check(bytes.subarray(0, end))))
    throw unreadable('its header is damaged')
  const header = {
    generation: view.getUint32(10),
    vaultId: Uint8Array.from(bytes.subarray(14, 30)),
    keyId: Uint8Array.from(bytes.subarray(30, 38)),
    slots: decodeSlots(bytes.subarray(SLOTS_AT, end)),
  }
  return { header, length: end + CHECK_BYTES }
}

/** Whether a header, of any version, is unchanged since it was written. */
export function isHeaderIntact(bytes: Uint8Array): boolean {
  if (bytes.length < SLOTS_AT) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = SLOTS_AT + view.getUint32(38)
  if (end + CHECK_BYTES > Math.min(bytes.length, MAX_HEADER_BYTES)) return false
  return startsWith(bytes.subarray(end), check(bytes.subarray(0, end)))
}

function decodeSlots(bytes: Uint8Array): readonly KeySlot[] {
  try {
    return v.parse(keySlotsSchema, decodeCbor(Uint8Array.from(bytes)))
  } catch (cause) {
    throw unreadable('its list of keys is damaged', cause)
  }
}

function check(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest().subarray(0, CHECK_BYTES)
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, beginning.length), beginning) === 0
}

function unreadable(because: string, cause?: unknown): DamagedVaultError {
  return new DamagedVaultError(because, { cause })
}
