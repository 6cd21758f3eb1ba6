/** The notes that allow undoing the newest signals. */
import type { UndoNote, UndonePasskey } from '../signals/ports'
import { encodeCbor } from './cbor'
import { encodedNames } from './cbor-parts'
import type { Operation } from './operation'
import type { Records } from './records'
import type { VaultAccess } from './vault-access'

const UNDO_NOTES = 'undo-notes'

const NOTES_AT_MOST = 1000
/** The maximum size of all notes as written, in bytes. A page may give every passkey of a user a name of 64 KiB. */
const BYTES_AT_MOST = 16 * 1024 * 1024

interface StoredNote {
  /** The unpacked form occurs in a vault of an earlier build. */
  readonly undo: PackedNote | UndoNote
  /** The size of `undo` as written. */
  readonly bytes: number
}

/** A note that groups passkeys with the same earlier values. */
interface PackedNote extends Omit<UndoNote, 'passkeys'> {
  readonly groups: readonly (Before & {
    /** The ids of the passkeys, encoded by `packIds`. */
    readonly ids: Uint8Array
  })[]
}

/** The values that an undo restores. */
type Before = WithoutId<UndonePasskey>
type WithoutId<T> = T extends unknown ? Omit<T, 'passkeyId'> : never

const BYTES = encodedNames('bytes')

/** Notes by the id of the signal's entry in the record. */
export class UndoNotes {
  readonly #access: VaultAccess
  /** The size of each note in bytes, oldest first. */
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
    const kept = this.#access.contents.records.kept(UNDO_NOTES, entryId)
    return kept && unpacked((kept.glance() as StoredNote).undo)
  }

  /** Keeps a note and drops the oldest notes to make room. Does not keep a note that exceeds the total size. */
  toKeep(entryId: string, note: UndoNote): Operation[] {
    const undo = packed(note)
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
      for (const change of batch) {
        if (change[1] !== UNDO_NOTES || change[0] === 'set') continue
        this.#discount(change[2])
        if (change[0] === 'put') this.#count(change[2], (change[3] as StoredNote).bytes)
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

/** Groups the passkeys whose earlier values are the same object. */
function packed({ origin, rpId, passkeys }: UndoNote): PackedNote {
  const groups = new Map<unknown, { readonly before: Before; readonly ids: Uint8Array[] }>()
  for (const { passkeyId, ...before } of passkeys) {
    const what = 'before' in before ? before.before : 'deleted'
    const group = groups.get(what)
    if (group) group.ids.push(passkeyId)
    else groups.set(what, { before, ids: [passkeyId] })
  }
  return {
    origin,
    rpId,
    groups: Array.from(groups.values(), ({ before, ids }) => ({ ...before, ids: packIds(ids) })),
  }
}

function unpacked(note: PackedNote | UndoNote): UndoNote {
  if (!('groups' in note)) return note
  const { origin, rpId, groups } = note
  const passkeys = groups.flatMap(({ ids, ...before }) =>
    unpackIds(ids).map((passkeyId) => ({ passkeyId, ...before })),
  )
  return { origin, rpId, passkeys }
}

/** Each id, prefixed with its length in two bytes. An id has at most 1023 bytes (WebAuthn §5.8.3). */
function packIds(ids: readonly Uint8Array[]): Uint8Array {
  const lengths = ids.reduce((sum, { length }) => sum + 2 + length, 0)
  const bytes = new Uint8Array(lengths)
  let at = 0
  for (const id of ids) {
    bytes[at] = id.length >> 8
    bytes[at + 1] = id.length
    bytes.set(id, at + 2)
    at += 2 + id.length
  }
  return bytes
}

function unpackIds(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const ids: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + view.getUint16(at)
    ids.push(bytes.slice(at + 2, end))
    at = end
  }
  return ids
}
