/** All values of an open vault, by collection and key, in memory. */
import type { Operation } from './operation'

interface Entry {
  readonly value: unknown
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
      const collection = this.#collection(name)
      this.#liveBytes -= collection.get(key)?.bytes ?? 0
      if (what === 'delete') {
        collection.delete(key)
      } else {
        collection.set(key, { value: operation[3], bytes: share })
        this.#liveBytes += share
      }
    }
  }

  /** Replaces values by others of the same size in the file. */
  replace(batch: readonly Operation[]): void {
    for (const [what, name, key, value] of batch) {
      const collection = this.#collection(name)
      const before = collection.get(key)
      if (what === 'put' && before) collection.set(key, { ...before, value })
    }
  }

  get(collection: string, key: string): unknown {
    return this.#collections.get(collection)?.get(key)?.value
  }

  /** How many values a collection has. */
  count(collection: string): number {
    return this.#collections.get(collection)?.size ?? 0
  }

  /** Keys and values of a collection, in the order in which the keys were first put. */
  *entries(collection: string): Generator<readonly [key: string, value: unknown]> {
    for (const [key, { value }] of this.#collections.get(collection) ?? []) yield [key, value]
  }

  /** Everything, as the changes that would make it. */
  *operations(): Generator<Operation> {
    for (const [name, collection] of this.#collections)
      for (const [key, { value }] of collection) yield ['put', name, key, value]
  }

  #collection(name: string): Map<string, Entry> {
    let collection = this.#collections.get(name)
    if (!collection) this.#collections.set(name, (collection = new Map<string, Entry>()))
    return collection
  }
}
