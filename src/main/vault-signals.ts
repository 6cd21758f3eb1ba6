import type { ActivityEntry, ActivityReport } from '../shared/activity'
import type { QuotaState } from '../shared/pairing'
import type { DryRun, DryRunRequest } from '../shared/signal-dry-run'
import type { SignalKeeper } from './ipc/parts'
import { SignalEngine } from './signals/engine'
import type { SignalPorts } from './signals/ports'
import type { ReceivedSignal, SignalReceiver } from './webauthn/client/ports'

/**
 * How long a signal waits before anything is done with it, in milliseconds. The page has had its answer by then; were
 * the work begun at once, it would slow the page that is just being woken, and tell it that there was something to do.
 */
const ANSWERED_MS = 20

export interface VaultSignalParts extends SignalPorts {
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Puts an entry into the record now, after all that was reported before. */
  readonly record: (report: ActivityReport) => ActivityEntry
}

/** The signals' engine over the vault: for pages, and for the window. */
export class VaultSignals implements SignalReceiver, SignalKeeper {
  readonly #engine: SignalEngine
  readonly #record: VaultSignalParts['record']
  readonly #after: VaultSignalParts['after']
  /** Begins what waits, oldest first. */
  readonly #waiting = new Set<() => void>()
  #last: Promise<void> = Promise.resolve()

  constructor({ record, after, ...ports }: VaultSignalParts) {
    this.#engine = new SignalEngine(ports)
    this.#record = record
    this.#after = after
  }

  receive(signal: ReceivedSignal): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        cancel()
        this.#waiting.delete(begin)
        this.#last = this.#engine.receive(signal)
        resolve(this.#last)
      }
      const cancel = this.#after(ANSWERED_MS, begin)
      this.#waiting.add(begin)
    })
  }

  async undo(entryId: string): Promise<ActivityEntry> {
    return this.#record(await this.#engine.undo(entryId))
  }

  dryRun(request: DryRunRequest): DryRun {
    return this.#engine.dryRun(request)
  }

  /** null where the page's policy has no quota. */
  quota(origin: string): QuotaState | null {
    return this.#engine.quota(origin)
  }

  /** Settles when every signal that was received has been carried out. They are, one after another. */
  settled(): Promise<void> {
    for (const begin of this.#waiting) begin()
    return this.#last
  }
}
