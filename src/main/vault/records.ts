/**
 * The contents of an open vault, and the one way to change them: changes are worked out and written one
 * after the other, so that no change is based on what another one is about to replace.
 */
import type { Collections } from './collections'
import { VaultLockedError } from './errors'
import type { Header } from './header'
import type { KeptValue } from './kept-value'
import { encodeBatch, type Change, type Operation, type Plaintexts } from './operation'
import type { VaultKeys } from './vault-keys'
import type { Clock } from '../platform/ports'
import { Slices } from '../platform/slices'

/** What a rewritten file has instead. */
export interface HeaderChange {
  readonly header: Pick<Header, 'keyId' | 'slots'>
  /** Seals the new file. */
  readonly keys: VaultKeys
}

/** Runs a task after everything that was asked for before. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

/** Keeps batches beyond the life of the process. */
export interface RecordWriter {
  /**
   * Settles when the batch is on the disk.
   *
   * @returns the size of the batch on the disk, in bytes.
   * @throws {VaultReadOnlyError} when it cannot be written; then nothing has changed.
   */
  append(batch: readonly Change[]): Promise<number>
  /**
   * Rewrites the file under another header.
   *
   * @param plaintexts the new contents.
   * @returns whether the new file is certain to survive a power cut. If not, the next write sees to it.
   * @throws {VaultReadOnlyError} when it cannot be written; then the file is as it was.
   */
  rewrite(change: HeaderChange, plaintexts: Plaintexts): Promise<boolean>
  /**
   * Rewrites the file where that saves much room: a large one beside what is written meanwhile. Never fails: the old file
   * stays good.
   *
   * @param inTurn runs a task while nothing is written.
   */
  tidy(collections: Collections, inTurn: InTurn): Promise<void>
  close(): Promise<void>
}

/** How long a change that may be lost waits for others, in milliseconds. */
const SOON_MS = 1000

/** How many forgettable changes wait for a disk that cannot be written. */
const FORGETTABLE_AT_MOST = 1000

export class Records {
  readonly #writer: RecordWriter
  readonly #collections: Collections
  readonly #clock: Clock
  readonly #listeners = new Set<(batch: readonly Change[]) => void>()
  /** Changes that are in memory and not yet in the file: the latest of each key. */
  readonly #pending = new Map<string, Operation>()
  /** The keys of pending changes that may be forgotten, oldest first. */
  readonly #forgettable = new Set<string>()
  #cancelFlush: (() => void) | null = null
  #queue: Promise<void> = Promise.resolve()
  /** True from when changes are computed until they are in force: no other change may come between. */
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

  /** As {@link get}, without the need to decode the value. */
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

  /** Calls back with every batch from now on, as soon as it is in force. */
  onApplied(listener: (batch: readonly Change[]) => void): void {
    this.#listeners.add(listener)
  }

  /**
   * Changes the vault, all or nothing; settles when the change is on the disk.
   *
   * @param build works out the changes from the contents at the time of its turn. The contents stay as they are until it ends.
   * @throws {VaultReadOnlyError} when they cannot be written, and whatever `build` throws; then nothing has changed.
   */
  write(build: () => readonly Change[] | Promise<readonly Change[]>): Promise<void> {
    if (this.#closed) return Promise.reject(new VaultLockedError())
    return this.#enqueueWrite(async () => {
      const batch = this.#afterPending(await build())
      if (batch.length === 0) return
      await this.#append(batch)
      // The batch was computed from the pending values and replaces them. Other pending values are flushed later:
      // the caller of this write must not wait for them.
      for (const change of batch) if (change[0] !== 'set') this.#settle(pendingKey(change))
      if (this.#pending.size > 0) this.#scheduleFlush()
      this.#announce(batch)
    })
  }

  /**
   * Rewrites the vault's file, all or nothing, after every change that was asked for before.
   *
   * @param reseal makes what the new file has in the place of each value, of the same size; or returns the operation itself.
   * @param inForce called as soon as the new file is in force.
   * @returns whether the new file is certain to survive a power cut.
   * @throws {VaultReadOnlyError} when the file cannot be written, and whatever `reseal` throws; then nothing has changed.
   */
  async rewrite(
    change: HeaderChange,
    reseal: (operation: Operation) => Operation,
    inForce: () => void,
  ): Promise<boolean> {
    if (this.#closed) throw new VaultLockedError()
    let durable = false
    await this.#enqueueWrite(async () => {
      // Pending changes were made before, and would bring back what is replaced now.
      await this.#flush()
      const { plaintexts, changed } = await this.#resealAll(reseal)
      durable = await this.#writer.rewrite(change, plaintexts)
      this.#collections.replace(changed)
      inForce()
      this.#announce(changed)
    })
    return durable
  }

  /** In slices, so that the app answers in between. No change comes between them. */
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
   * Changes the vault at once in memory, and in the file after a second: for changes that a crash may lose.
   *
   * @param keep `newest`: while the disk cannot be written, only the newest thousand of these wait for it.
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

  /** Runs a task while nothing is written. */
  quiet<T>(task: () => Promise<T>): Promise<T> {
    return this.#enqueue(task)
  }

  /** Writes pending changes, and ends. Later changes are refused. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelFlush?.()
    await this.#enqueueWrite(() => this.#flush()).catch(stayPending)
    // In turn: a rewriting that has reached its end either comes before, or not at all.
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

  /** A change of fields does not replace the pending value that it was computed from: that value comes before it. */
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

  /** A vault that stays read-only for days must not fill the memory with pending changes. */
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
  // The writer has said why it cannot write. Pending changes are tried again with the next write.
}
