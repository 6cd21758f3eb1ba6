/** The notes that undo the newest signals. */
import type { UndoNote } from '../signals/ports'
import { encodeCbor } from './cbor'
import { fieldNames } from './kept-value'
import type { Operation } from './operation'
import type { Records } from './records'
import type { VaultAccess } from './vault-access'

const UNDO_NOTES = 'undo-notes'

const NOTES_AT_MOST = 1000
/** The size of all notes as written, in bytes. A page may give every passkey of a user a name of 64 KiB. */
const BYTES_AT_MOST = 16 * 1024 * 1024

interface StoredNote {
  readonly undo: UndoNote
  /** The size of `undo` as written. */
  readonly bytes: number
}

const BYTES = fieldNames('bytes')

/** Notes by the id of the signal's entry in the record. */
export class UndoNotes {
  readonly #access: VaultAccess
  /** The bytes of each note, oldest first. */
  readonly #sizes = new Map<string, number>()
  #bytes = 0

  constructor(access: VaultAccess) {
    this.#access = access
    access.onChange((contents) => {
      this.#sizes.clear()
      this.#bytes = 0
      if (contents) this.#load(contents.records)
    })
  }

  /** @throws {VaultLockedError} */
  find(entryId: string): UndoNote | undefined {
    return (this.#access.contents.records.get(UNDO_NOTES, entryId) as StoredNote | undefined)?.undo
  }

  /** Keeps a note and drops the oldest ones to make room. A note larger than all the room is not kept. */
  toKeep(entryId: string, undo: UndoNote): Operation[] {
    const { length: bytes } = encodeCbor(undo)
    if (bytes > BYTES_AT_MOST) return []
    const operations: Operation[] = []
    let [count, total] = [this.#sizes.size + 1, this.#bytes + bytes]
    for (const [oldest, oldestBytes] of this.#sizes) {
      if (count <= NOTES_AT_MOST && total <= BYTES_AT_MOST) break
      operations.push(['delete', UNDO_NOTES, oldest])
      count--
      total -= oldestBytes
    }
    const stored: StoredNote = { undo, bytes }
    return [...operations, ['put', UNDO_NOTES, entryId, stored]]
  }

  /** Removes the note of a signal that was undone. */
  toForget(entryId: string): Operation[] {
    return this.#sizes.has(entryId) ? [['delete', UNDO_NOTES, entryId]] : []
  }

  toForgetAll(): Operation[] {
    return Array.from(this.#sizes.keys(), (entryId) => ['delete', UNDO_NOTES, entryId])
  }

  #load(records: Records): void {
    for (const [entryId, kept] of records.entries(UNDO_NOTES))
      this.#count(entryId, Number(kept.fields(BYTES).bytes))
    records.onApplied((batch) => {
      for (const [what, collection, entryId, value] of batch) {
        if (collection !== UNDO_NOTES) continue
        this.#discount(entryId)
        if (what === 'put') this.#count(entryId, (value as StoredNote).bytes)
      }
    })
  }

  #count(entryId: string, bytes: number): void {
    this.#sizes.set(entryId, bytes)
    this.#bytes += bytes
  }

  #discount(entryId: string): void {
    this.#bytes -= this.#sizes.get(entryId) ?? 0
    this.#sizes.delete(entryId)
  }
}
