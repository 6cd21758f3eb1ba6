/**
 * The contents of an open vault, and the only way to change them. Changes are computed and written one at a time, so that no
 * change is based on contents that another change is about to replace.
 */
import type { Collections } from './collections'
import { VaultLockedError } from '../platform/vault-locked-error'
import type { Header } from './header'
import type { KeptValue } from './kept-value'
import { encodeBatch, type Change, type Operation, type Plaintexts } from './operation'
import type { VaultKeys } from './vault-keys'
import type { Clock } from '../platform/ports'
import { Slices } from '../platform/slices'

/** What a rewritten file has in place of the old header. */
export interface HeaderChange {
  readonly header: Pick<Header, 'keyId' | 'slots'>
  /** Seals the new file. */
  readonly keys: VaultKeys
}

/** Runs a task after all earlier tasks. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

/** Stores batches permanently. */
export interface RecordWriter {
  /**
   * Resolves once the batch is on the disk.
   *
   * @returns the size of the batch on the disk, in bytes.
   * @throws {VaultReadOnlyError} when the batch cannot be written. Nothing has changed.
   */
  append(batch: readonly Change[]): Promise<number>
  /**
   * Rewrites the file under another header.
   *
   * @param plaintexts the new contents.
   * @returns whether the new file certainly survives a power cut. If not, the next write makes it durable.
   * @throws {VaultReadOnlyError} when the file cannot be written. The file is unchanged.
   */
  rewrite(change: HeaderChange, plaintexts: Plaintexts): Promise<boolean>
  /**
   * Rewrites the file if that saves much space. Changes continue while a large file is rewritten. Never fails, because the old
   * file stays good.
   *
   * @param inTurn runs a task while no change is written.
   */
  tidy(collections: Collections, inTurn: InTurn): Promise<void>
  close(): Promise<void>
}

/** How long a change that may be lost waits for others, in milliseconds. */
const SOON_MS = 1000

/** The maximum number of forgettable changes that wait for a disk that cannot be written. */
const FORGETTABLE_AT_MOST = 1000

export class Records {
  readonly #writer: RecordWriter
  readonly #collections: Collections
  readonly #clock: Clock
  readonly #listeners = new Set<(batch: readonly Change[]) => void>()
  /** Changes that are in memory but not yet in the file: the latest of each key. */
  readonly #pending = new Map<string, Operation>()
  /** The keys of pending changes that may be forgotten, oldest first. */
  readonly #forgettable = new Set<string>()
  #cancelFlush: (() => void) | null = null
  #queue: Promise<void> = Promise.resolve()
  /** True while a change is computed and written. No other change may be made in between. */
  #writing = false
  #closed = false

  constructor(writer: RecordWriter, collections: Collections, clock: Clock) {
    this.#writer = writer
    this.#collections = collections
    this.#clock = clock
  }

  get(collection: string, key: string): unknown {
    return this.#collections.get(collection, key)
  }

  /** Like {@link get}, without decoding the value. */
  kept(collection: string, key: string): KeptValue | undefined {
    return this.#collections.kept(collection, key)
  }

  /** How many values a collection has. */
  count(collection: string): number {
    return this.#collections.count(collection)
  }

  /** Keys and values of a collection, in the order in which the keys were first put. */
  entries(collection: string): Iterable<readonly [key: string, value: KeptValue]> {
    return this.#collections.entries(collection)
  }

  /** Calls back with every later batch, as soon as it is applied. */
  onApplied(listener: (batch: readonly Change[]) => void): void {
    this.#listeners.add(listener)
  }

  /**
   * Changes the vault, all or nothing. Resolves once the change is on the disk.
   *
   * @param build computes the changes in the write's turn. The contents do not change until it ends.
   * @throws {VaultReadOnlyError} when the changes cannot be written, and whatever `build` throws. Nothing has changed.
   */
  write(build: () => readonly Change[] | Promise<readonly Change[]>): Promise<void> {
    if (this.#closed) return Promise.reject(new VaultLockedError())
    return this.#enqueueWrite(async () => {
      const batch = this.#afterPending(await build())
      if (batch.length === 0) return
      await this.#append(batch)
      // The batch was computed from the pending values and replaces them. Other pending values are flushed later, because the
      // caller of this write must not wait for them.
      for (const change of batch) if (change[0] !== 'set') this.#settle(pendingKey(change))
      if (this.#pending.size > 0) this.#scheduleFlush()
      this.#announce(batch)
    })
  }

  /**
   * Rewrites the vault's file, all or nothing, after all earlier changes.
   *
   * @param reseal returns the replacement of each value in the new file, of the same size, or the operation itself.
   * @param inForce called as soon as the new file is in use.
   * @returns whether the new file certainly survives a power cut.
   * @throws {VaultReadOnlyError} when the file cannot be written, and whatever `reseal` throws. Nothing has changed.
   */
  async rewrite(
    change: HeaderChange,
    reseal: (operation: Operation) => Operation,
    inForce: () => void,
  ): Promise<boolean> {
    if (this.#closed) throw new VaultLockedError()
    let durable = false
    await this.#enqueueWrite(async () => {
      // Pending changes are older, and would overwrite the new values.
      await this.#flush()
      const { plaintexts, changed } = await this.#resealAll(reseal)
      durable = await this.#writer.rewrite(change, plaintexts)
      this.#collections.replace(changed)
      inForce()
      this.#announce(changed)
    })
    return durable
  }

  /** In slices, so that the app stays responsive. No change is made between the slices. */
  async #resealAll(reseal: (operation: Operation) => Operation) {
    const slices = new Slices()
    const plaintexts: Uint8Array[] = []
    const changed: Operation[] = []
    for (const operation of this.#collections.operations()) {
      const resealed = reseal(operation)
      plaintexts.push(encodeBatch([resealed]))
      if (resealed !== operation) changed.push(resealed)
      await slices.next()
    }
    return { plaintexts, changed }
  }

  /** True from the beginning of {@link close}. */
  get isClosed(): boolean {
    return this.#closed
  }

  /**
   * Changes the vault at once in memory, and in the file a second later. For changes that a crash may lose.
   *
   * @param keep `newest`: while the disk cannot be written, only the newest thousand of these changes wait for it.
   */
  soon(build: () => readonly Operation[], keep: 'all' | 'newest' = 'all'): void {
    if (this.#closed) return
    const apply = (): void => {
      const batch = build()
      this.#collections.apply(batch, 0)
      for (const operation of batch) {
        const key = pendingKey(operation)
        this.#pending.set(key, operation)
        if (keep === 'newest') this.#forgettable.add(key)
      }
      this.#announce(batch)
      this.#scheduleFlush()
    }
    if (this.#writing) void this.#enqueue(async () => apply())
    else apply()
  }

  /** Runs a task while no change is written. */
  quiet<T>(task: () => Promise<T>): Promise<T> {
    return this.#enqueue(task)
  }

  /** Writes pending changes, then refuses later ones. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelFlush?.()
    await this.#enqueueWrite(() => this.#flush()).catch(stayPending)
    // In the queue, so that a rewriting finishes either before the close or not at all.
    await this.#enqueue(() => this.#writer.close())
  }

  #scheduleFlush(): void {
    if (this.#closed) return
    this.#cancelFlush ??= this.#clock.after(SOON_MS, () => {
      this.#cancelFlush = null
      void this.#enqueueWrite(() => this.#flush()).catch(stayPending)
    })
  }

  async #flush(): Promise<void> {
    if (this.#pending.size === 0) return
    await this.#append([...this.#pending.values()])
    this.#pending.clear()
    this.#forgettable.clear()
  }

  /** Writes the pending values first when a field change builds on them, because a field change does not replace them. */
  #afterPending(batch: readonly Change[]): readonly Change[] {
    if (this.#pending.size === 0) return batch
    const before: Operation[] = []
    for (const change of batch) {
      if (change[0] !== 'set') continue
      for (const key of change[2]) {
        const pending = this.#pending.get(pendingKey(['delete', change[1], key]))
        if (pending) before.push(pending)
      }
    }
    return [...before, ...batch]
  }

  #settle(key: string): void {
    this.#pending.delete(key)
    this.#forgettable.delete(key)
  }

  async #append(batch: readonly Change[]): Promise<void> {
    try {
      this.#collections.apply(batch, await this.#writer.append(batch))
    } catch (error) {
      this.#forgetOldest()
      throw error
    }
    if (!this.#closed) void this.#enqueue(() => this.#writer.tidy(this.#collections, this.#inTurn))
  }

  /** Limits memory, because a vault may stay read-only for days. */
  #forgetOldest(): void {
    for (const key of this.#forgettable) {
      if (this.#forgettable.size <= FORGETTABLE_AT_MOST) break
      this.#settle(key)
    }
  }

  #enqueueWrite(task: () => Promise<void>): Promise<void> {
    return this.#enqueue(async () => {
      this.#writing = true
      try {
        await task()
      } finally {
        this.#writing = false
      }
    })
  }

  readonly #inTurn: InTurn = (task) => this.#enqueue(task)

  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task)
    this.#queue = turn.then(() => undefined, stayPending)
    return turn
  }

  #announce(batch: readonly Change[]): void {
    for (const listener of this.#listeners) listener(batch)
  }
}

function pendingKey([, collection, key]: Operation): string {
  return `${collection}\0${key}`
}

function stayPending(): void {
  // The writer has reported why it cannot write. The next write retries the pending changes.
}
