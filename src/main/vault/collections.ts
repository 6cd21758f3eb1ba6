/** All values of an open vault, by collection and key, in memory. */
import { encodeCbor } from './cbor'
import { KeptValue, type FieldValues } from './kept-value'
import {
  encodePut,
  type Change,
  type FieldChange,
  type Operation,
  type Plaintexts,
  type SavedChange,
} from './operation'

interface Entry {
  readonly kept: KeptValue
  /** The size of the value in the file, in bytes. */
  readonly bytes: number
  /** How much larger the value may be in a rewritten file, because its fields changed since it was put. */
  readonly moreBytes?: number
}

export class Collections {
  readonly #collections = new Map<string, Map<string, Entry>>()
  #liveBytes = 0

  /** The size of a file without replaced and deleted values, in bytes. */
  get liveBytes(): number {
    return this.#liveBytes
  }

  /** @param bytes the size of the batch in the file. */
  apply(batch: readonly Change[], bytes: number): void {
    const share = bytes / Math.max(batch.length, 1)
    for (const change of batch) {
      if (change[0] === 'put')
        this.#put(change[1], change[2], { kept: KeptValue.of(change[3]), bytes: share })
      else this.#removeOrSet(change)
    }
  }

  /**
   * Like {@link apply}, for a batch as the file holds it.
   *
   * @param bytes the size of the batch in the file.
   */
  load(batch: readonly SavedChange[], bytes: number): void {
    const share = bytes / Math.max(batch.length, 1)
    for (const change of batch) {
      if (change[0] === 'put') this.#put(change[1], change[2], { kept: change[3], bytes: share })
      else this.#removeOrSet(change)
    }
  }

  /** Replaces values with others of the same size in the file. */
  replace(batch: readonly Operation[]): void {
    for (const [what, name, key, value] of batch) {
      const collection = this.#collection(name)
      const before = collection.get(key)
      if (what === 'put' && before) collection.set(key, { ...before, kept: KeptValue.of(value) })
    }
  }

  get(collection: string, key: string): unknown {
    return this.kept(collection, key)?.value
  }

  kept(collection: string, key: string): KeptValue | undefined {
    return this.#collections.get(collection)?.get(key)?.kept
  }

  /** How many values a collection has. */
  count(collection: string): number {
    return this.#collections.get(collection)?.size ?? 0
  }

  /** Keys and values of a collection, in the order in which the keys were first put. */
  *entries(collection: string): Generator<readonly [key: string, value: KeptValue]> {
    for (const [key, { kept }] of this.#collections.get(collection) ?? []) yield [key, kept]
  }

  /** All values, as the changes that would make them. Does not keep the decoded form of a value that was not used yet. */
  *operations(): Generator<Operation> {
    for (const [name, collection] of this.#collections)
      for (const [key, { kept }] of collection) yield ['put', name, key, kept.glance()]
  }

  /** All values, as the plaintexts of frames with one value each. Leaves out later changes. */
  plaintexts(): Plaintexts {
    // Copies whole lists. Copying a list of 100,000 entries one by one would block the main thread ten times as long.
    const snapshot = Array.from(this.#collections, ([name, collection]) => ({
      name,
      keys: [...collection.keys()],
      entries: [...collection.values()],
    }))
    return {
      length: snapshot.reduce((sum, { keys }) => sum + keys.length, 0),
      *[Symbol.iterator]() {
        for (const { name, keys, entries } of snapshot)
          for (const [index, { kept }] of entries.entries())
            yield encodePut(name, keys[index] ?? '', kept)
      },
    }
  }

  #removeOrSet(change: Exclude<Change, readonly ['put', ...unknown[]]>): void {
    if (change[0] === 'delete') this.#delete(change[1], change[2])
    else this.#set(change)
  }

  /** The change itself counts as dead bytes, because a rewritten file holds the changed value instead. */
  #set([, name, keys, fields]: FieldChange): void {
    const collection = this.#collection(name)
    const merge = merging(fields)
    for (const key of keys) {
      const entry = collection.get(key)
      if (!entry) continue
      const { changes, size } = merge(entry.kept.changes)
      const { bytes, moreBytes = 0 } = entry
      const more = Math.max(size, moreBytes)
      this.#liveBytes += more - moreBytes
      collection.set(key, { kept: entry.kept.withChanges(changes), bytes, moreBytes: more })
    }
  }

  #put(name: string, key: string, entry: Entry): void {
    const collection = this.#collection(name)
    this.#liveBytes += entry.bytes - bytesOf(collection.get(key))
    collection.set(key, entry)
  }

  #delete(name: string, key: string): void {
    const collection = this.#collection(name)
    this.#liveBytes -= bytesOf(collection.get(key))
    collection.delete(key)
  }

  #collection(name: string): Map<string, Entry> {
    let collection = this.#collections.get(name)
    if (!collection) this.#collections.set(name, (collection = new Map<string, Entry>()))
    return collection
  }
}

function bytesOf(entry: Entry | undefined): number {
  return entry ? entry.bytes + (entry.moreBytes ?? 0) : 0
}

/** Adds fields to the changes of values. Values that had the same changes share the new ones. */
function merging(fields: FieldValues) {
  const merged = new Map<FieldValues | undefined, { changes: FieldValues; size: number }>()
  return (earlier: FieldValues | undefined) => {
    let result = merged.get(earlier)
    if (!result) {
      const changes = { ...earlier, ...fields }
      merged.set(earlier, (result = { changes, size: encodeCbor(changes).length }))
    }
    return result
  }
}
