/**
 * Finds in a batch what opening the vault needs of each passkey. Runs in the thread that opened the batch's frame, so the main
 * thread reads only numbers. `readBatch` reads the batches that contain anything but puts of passkeys.
 */
import { encodeCbor } from './cbor'
import { CborParts, encodedNames } from './cbor-parts'
import { EncodedPasskey } from './encoded-passkey'
import type { SavedChange } from './operation'
import { PASSKEYS } from './stored-passkey'

/** The plaintext of a frame, as a part of a piece. */
interface Plaintext {
  readonly bytes: Uint8Array
  readonly from: number
  readonly end: number
}

/** The columns of a row of the outline: offsets in the piece, and the fields of `PasskeyPlace`. */
const KEY_AT = 0
const VALUE_AT = 1
const VALUE_END = 2
const RP_ID_AT = 3
const RP_ID_END = 4
const ORDER = 5
const DISCOVERABLE = 6
const ROW = 7

const PUT = encodeCbor('put')
const IN_PASSKEYS = encodeCbor(PASSKEYS)
const PLACE = encodedNames('rpId', 'discoverable', 'order')

/** Larger numbers do not fit into an outline. */
const MOST_ORDER = 2 ** 31 - 1

/** Adds the number of passkeys in the batch to an outline, and a row for each. The number 0 means: read the batch itself. */
export function outlineBatch({ bytes, from, end }: Plaintext, outline: number[]): void {
  const at = outline.push(0) - 1
  try {
    const parts = new CborParts(bytes, from)
    const count = parts.intoArray() ?? 0
    let left = count
    while (left > 0 && outlinePut(parts, outline)) left--
    if (left === 0 && parts.at === end) outline[at] = count
  } catch {
    // `readBatch` reports what is wrong with the batch.
  }
  if (outline[at] === 0) outline.length = at + 1
}

/** @returns whether the next value puts a passkey. */
function outlinePut(parts: CborParts, outline: number[]): boolean {
  if (parts.intoArray() !== 4 || !parts.passes(PUT) || !parts.passes(IN_PASSKEYS)) return false
  const keyAt = parts.passAscii()
  const valueAt = parts.at
  let [rpIdAt, rpIdEnd]: [number | undefined, number] = [undefined, 0]
  let discoverable: unknown
  let order: unknown
  for (let left = parts.intoMap() ?? 0; left > 0; left--) {
    const name = parts.passesOne(PLACE)
    if (name === 'rpId') {
      rpIdAt = parts.passAscii()
      rpIdEnd = parts.at
    } else if (name === 'discoverable') discoverable = parts.decode()
    else if (name === 'order') order = parts.decode()
    else {
      parts.skip()
      parts.skip()
    }
  }
  if (keyAt === undefined || rpIdAt === undefined) return false
  if (typeof discoverable !== 'boolean' || typeof order !== 'number') return false
  if (!Number.isInteger(order) || order < 0 || order > MOST_ORDER) return false
  outline.push(keyAt, valueAt, parts.at, rpIdAt, rpIdEnd, order, Number(discoverable))
  return true
}

/** Turns outlined batches into what `readBatch` returns for other batches. */
export class OutlineReader {
  /** Keeps one string per RP ID, shared by all passkeys of the site. */
  readonly #rpIds = new Map<string, string>()

  /**
   * @param bytes the outlined piece. The values stay views of it.
   * @param at where the rows of the batch begin.
   * @param count the number of rows.
   */
  read(
    bytes: Uint8Array<ArrayBuffer>,
    {
      outline,
      at,
      count,
    }: { readonly outline: Int32Array; readonly at: number; readonly count: number },
  ): readonly SavedChange[] {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const batch: SavedChange[] = []
    for (let row = at; row < at + count * ROW; row += ROW) {
      const value = (column: number) => outline[row + column] ?? 0
      const place = {
        rpId: this.#rpId(text.toString('latin1', value(RP_ID_AT), value(RP_ID_END))),
        discoverable: value(DISCOVERABLE) === 1,
        order: value(ORDER),
      }
      const kept = new EncodedPasskey(bytes, { from: value(VALUE_AT), to: value(VALUE_END) }, place)
      batch.push(['put', PASSKEYS, text.toString('latin1', value(KEY_AT), value(VALUE_AT)), kept])
    }
    return batch
  }

  #rpId(text: string): string {
    const known = this.#rpIds.get(text)
    if (known === undefined) this.#rpIds.set(text, text)
    return known ?? text
  }
}

/** Where the outline of the next batch begins. */
export function afterRows(at: number, count: number): number {
  return at + count * ROW
}
