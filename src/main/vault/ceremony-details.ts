/** The details of ceremonies that the activity record keeps beside the entries, sealed in the vault. */
import type { Operation } from './operation'
import type { Records } from './records'

const DETAILS = 'ceremony-details'

const DETAILS_AT_MOST = 1000
/** The total size of all details. */
const BYTES_AT_MOST = 8 * 1024 * 1024

/** Which details are kept, oldest first. The caller writes the returned operations together with those of the entries. */
export class CeremonyDetails {
  /** The size of each detail, by the id of its entry. */
  readonly #sizes = new Map<string, number>()
  #bytes = 0
  /** Details whose entries an earlier build removed. */
  #orphans: readonly string[] = []

  /** @param hasEntry whether the record has the entry. */
  open(records: Records, hasEntry: (entryId: string) => boolean): void {
    this.close()
    const orphans: string[] = []
    for (const [id, kept] of records.entries(DETAILS))
      if (hasEntry(id)) this.#note(id, kept.encode().length)
      else orphans.push(id)
    this.#orphans = orphans
  }

  close(): void {
    this.#sizes.clear()
    this.#bytes = 0
    this.#orphans = []
  }

  /** @param detail as JSON. */
  add(entryId: string, detail: string): readonly Operation[] {
    this.#note(entryId, Buffer.byteLength(detail))
    return [['put', DETAILS, entryId, detail], ...this.#takeSurplus().map(deletion)]
  }

  /** Drops the details of removed entries. */
  drop(entryIds: readonly string[]): readonly Operation[] {
    const dropped = [...this.#orphans, ...entryIds.filter((id) => this.#forget(id))]
    this.#orphans = []
    return dropped.map(deletion)
  }

  find(records: Records, entryId: string): string | null {
    const detail = records.get(DETAILS, entryId)
    return typeof detail === 'string' ? detail : null
  }

  #takeSurplus(): readonly string[] {
    const surplus: string[] = []
    for (const id of this.#sizes.keys()) {
      if (this.#sizes.size <= DETAILS_AT_MOST && this.#bytes <= BYTES_AT_MOST) break
      this.#forget(id)
      surplus.push(id)
    }
    return surplus
  }

  #note(id: string, bytes: number): void {
    this.#forget(id)
    this.#sizes.set(id, bytes)
    this.#bytes += bytes
  }

  #forget(id: string): boolean {
    this.#bytes -= this.#sizes.get(id) ?? 0
    return this.#sizes.delete(id)
  }
}

function deletion(id: string): Operation {
  return ['delete', DETAILS, id]
}
