/** The contents of one frame of the vault: changes that are applied all or nothing. */
import { encodeCbor } from './cbor'
import { CborParts, encodedNames } from './cbor-parts'
import { UnreadableVaultError } from './errors'
import { KeptValue, type FieldValues } from './kept-value'
import { PASSKEYS, TRASH } from './stored-passkey'

/** A change of one value in one of the vault's collections. */
export type Operation =
  | readonly ['put', collection: string, key: string, value: unknown]
  | readonly ['delete', collection: string, key: string]

/**
 * The same change of many values: sets these fields of objects to these values. Changing ten thousand passkeys this way takes a
 * tenth of the time and of the space in the file, compared with a put for each. A key without a value is ignored.
 */
export type FieldChange = readonly [
  'set',
  collection: string,
  keys: readonly string[],
  fields: FieldValues,
]

export type Change = Operation | FieldChange

/** A change as the file holds it. */
export type SavedChange =
  | readonly ['put', collection: string, key: string, value: KeptValue]
  | readonly ['delete', collection: string, key: string]
  | FieldChange

/** Plaintexts of frames: an array, or an iterable that makes each plaintext on demand. */
export interface Plaintexts extends Iterable<Uint8Array> {
  readonly length: number
}

export function encodeBatch(batch: readonly Change[]): Uint8Array<ArrayBuffer> {
  return encodeCbor(batch)
}

/** The plaintext of a frame that puts this one value. */
export function encodePut(collection: string, key: string, value: KeptValue): Uint8Array {
  return Buffer.concat([BATCH_OF_ONE_PUT, encodeCbor(collection), encodeCbor(key), value.encode()])
}

/** An array that holds one array of four, whose first value is `put`. */
const BATCH_OF_ONE_PUT = Buffer.concat([Uint8Array.of(0x81, 0x84), encodeCbor('put')])

const NEWER = [
  'a newer Latchkey wrote some of its entries',
  'Update Latchkey to open the vault.',
] as const

/**
 * @param bytes the plaintext of a frame. The seal has proved that Latchkey wrote it. The values stay views of it.
 * @throws {UnreadableVaultError} when a newer Latchkey wrote it.
 */
export function readBatch(bytes: Uint8Array): readonly SavedChange[] {
  const parts = new CborParts(bytes)
  const batch: SavedChange[] = []
  try {
    const count = parts.intoArray()
    if (count === undefined) throw new RangeError('A batch is an array.')
    while (batch.length < count) batch.push(readChange(parts))
    if (parts.at === bytes.length) return batch
  } catch (cause) {
    throw new UnreadableVaultError(...NEWER, { cause })
  }
  throw new UnreadableVaultError(...NEWER)
}

function readChange(parts: CborParts): SavedChange {
  const length = parts.intoArray()
  const what = parts.passesOne(WORDS) ?? parts.decode()
  const collection = parts.passesOne(COLLECTIONS) ?? parts.decode()
  const key = parts.decode()
  if (typeof collection === 'string' && typeof key === 'string') {
    if (what === 'put' && length === 4)
      return [what, collection, key, KeptValue.encoded(parts.next())]
    if (what === 'delete' && length === 3) return [what, collection, key]
  }
  if (what === 'set' && length === 4 && typeof collection === 'string') {
    const fields = parts.decode()
    if (isListOfText(key) && isObject(fields)) return [what, collection, key, fields]
  }
  throw new RangeError('This is no change of a batch.')
}

/** Nearly every change has these words, so they are compared instead of decoded. */
const WORDS = encodedNames('put', 'delete', 'set')
const COLLECTIONS = encodedNames(PASSKEYS, TRASH)

function isListOfText(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isObject(value: unknown): value is FieldValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
