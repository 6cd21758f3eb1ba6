/** All values of an open vault, by collection and key, in memory. */
import { KeptValue } from './kept-value'
import { encodePut, type Operation, type Plaintexts, type SavedOperation } from './operation'

interface Entry {
  readonly kept: KeptValue
  /** The size of the value in the file, in bytes. */
  readonly bytes: number
}

export class Collections {
  readonly #collections = new Map<string, Map<string, Entry>>()
  #liveBytes = 0

  /** The size of a file without replaced and deleted values, in bytes. */
  get liveBytes(): number {
    return this.#liveBytes
  }

  /** @param bytes the size of the batch in the file. */
  apply(batch: readonly Operation[], bytes: number): void {
    const share = bytes / Math.max(batch.length, 1)
    for (const operation of batch) {
      const [what, name, key] = operation
      if (what === 'delete') this.#delete(name, key)
      else this.#put(name, key, { kept: KeptValue.of(operation[3]), bytes: share })
    }
  }

  /**
   * As {@link apply}, for a batch as it stands in the file.
   *
   * @param bytes the size of the batch in the file.
   */
  load(batch: readonly SavedOperation[], bytes: number): void {
    const share = bytes / Math.max(batch.length, 1)
    for (const operation of batch) {
      const [what, name, key] = operation
      if (what === 'delete') this.#delete(name, key)
      else this.#put(name, key, { kept: operation[3], bytes: share })
    }
  }

  /** Replaces values by others of the same size in the file. */
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

  /** Everything, as the changes that would make it. Values that are not in use yet are not kept decoded. */
  *operations(): Generator<Operation> {
    for (const [name, collection] of this.#collections)
      for (const [key, { kept }] of collection) yield ['put', name, key, kept.glance()]
  }

  /** Everything, as the plaintexts of frames with one value each. Later changes are not among them. */
  plaintexts(): Plaintexts {
    const puts: Parameters<typeof encodePut>[] = []
    for (const [name, collection] of this.#collections)
      for (const [key, { kept }] of collection) puts.push([name, key, kept])
    return {
      length: puts.length,
      *[Symbol.iterator]() {
        for (const put of puts) yield encodePut(...put)
      },
    }
  }

  #put(name: string, key: string, entry: Entry): void {
    const collection = this.#collection(name)
    this.#liveBytes += entry.bytes - (collection.get(key)?.bytes ?? 0)
    collection.set(key, entry)
  }

  #delete(name: string, key: string): void {
    const collection = this.#collection(name)
    this.#liveBytes -= collection.get(key)?.bytes ?? 0
    collection.delete(key)
  }

  #collection(name: string): Map<string, Entry> {
    let collection = this.#collections.get(name)
    if (!collection) this.#collections.set(name, (collection = new Map<string, Entry>()))
    return collection
  }
}
