import type { Clock } from '../../platform/ports'
import type { Device } from './device'

/** Decides when each device of an account syncs. One device syncs at a time. */
export class SyncSchedule {
  readonly #clock: Pick<Clock, 'monotonic' | 'after'>
  readonly #sync: (device: Device, at: number) => Promise<void>
  /** The functions that cancel the next sync of each device. */
  readonly #planned = new Map<Device, () => void>()
  #queue: Promise<void> = Promise.resolve()

  /** @param sync called with the time of the sync. Never rejects. */
  constructor(
    clock: Pick<Clock, 'monotonic' | 'after'>,
    sync: (device: Device, at: number) => Promise<void>,
  ) {
    this.#clock = clock
    this.#sync = sync
  }

  /**
   * Plans a sync of a device with pending changes, unless one is already planned.
   *
   * @param since when the changes became pending, on the monotonic clock.
   */
  plan(device: Device, since: number): void {
    const { online, syncAfter } = device.settings
    if (!online || syncAfter === 'by-hand' || this.#planned.has(device)) return
    if (device.pending().size === 0) return
    const due = since + Math.round(syncAfter * 1000)
    const wait = due - this.#clock.monotonic()
    // A clock that was moved forward is already past the time, and a stopped clock calls no timer.
    if (wait <= 0) this.#now(device, due)
    else
      this.#planned.set(
        device,
        this.#clock.after(wait, () => this.#now(device, due)),
      )
  }

  cancel(device: Device): void {
    this.#planned.get(device)?.()
    this.#planned.delete(device)
  }

  /** Runs work between two syncs. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    const over = () => undefined
    this.#queue = turn.then(over, over)
    return turn
  }

  /** Resolves once all due syncs are done. */
  async settled(): Promise<void> {
    let seen: Promise<void> | undefined
    while (seen !== this.#queue) {
      seen = this.#queue
      await seen
    }
  }

  #now(device: Device, at: number): void {
    let isCancelled = false
    this.#planned.set(device, () => (isCancelled = true))
    void this.inTurn(async () => {
      if (isCancelled) return
      this.#planned.delete(device)
      await this.#sync(device, at)
    })
  }
}
