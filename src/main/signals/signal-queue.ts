import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import type { QuotaState } from '../../shared/pairing'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import { SignalEngine } from './engine'
import type { SignalPorts } from './ports'
import type { ReceivedSignal, SignalReceiver } from '../webauthn/client/ports'

/**
 * How long a signal waits before anything is done with it, in milliseconds. The page has had its answer by then; were
 * the work begun at once, it would slow the page that is just being woken, and tell it that there was something to do.
 */
const ANSWERED_MS = 20
/** So long does it wait for a vault that was locked meanwhile, as signals do that come to a locked one. */
const LONGEST_WAIT_MS = 10 * 60_000

export interface SignalQueueParts extends SignalPorts {
  readonly vault: {
    isOpen(): boolean
    onChange(listener: () => void): void
  }
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Whether signals are applied when they arrive, without waiting until the page has had its answer. */
  readonly atOnce?: boolean
  /** Puts an entry into the record now, after all that was reported before. */
  readonly record: (report: ActivityReport) => ActivityEntry
}

interface Waiting {
  /** The page has had its answer. */
  isDue: boolean
  readonly begin: () => void
}

/** The signals' engine over the vault: for pages, and for the window. */
export class SignalQueue implements SignalReceiver {
  readonly #engine: SignalEngine
  readonly #record: SignalQueueParts['record']
  readonly #after: SignalQueueParts['after']
  readonly #vault: SignalQueueParts['vault']
  readonly #atOnce: boolean
  readonly #report: SignalQueueParts['report']
  /** Oldest first. */
  readonly #waiting = new Set<Waiting>()
  #last: Promise<void> = Promise.resolve()

  constructor({ record, after, vault, atOnce = false, ...ports }: SignalQueueParts) {
    this.#engine = new SignalEngine(ports)
    this.#record = record
    this.#after = after
    this.#vault = vault
    this.#atOnce = atOnce
    this.#report = ports.report
    vault.onChange(() => {
      if (vault.isOpen()) this.#begin(({ isDue }) => isDue)
    })
  }

  receive(signal: ReceivedSignal): Promise<void> {
    if (this.#atOnce && this.#vault.isOpen()) return (this.#last = this.#engine.receive(signal))
    return new Promise((resolve) => {
      const end = (outcome: Promise<void>) => {
        cancel()
        this.#waiting.delete(waiting)
        resolve(outcome)
      }
      const waiting: Waiting = {
        isDue: false,
        begin: () => end((this.#last = this.#engine.receive(signal))),
      }
      let cancel = this.#after(ANSWERED_MS, () => {
        waiting.isDue = true
        if (this.#vault.isOpen()) waiting.begin()
        else
          cancel = this.#after(LONGEST_WAIT_MS, () => {
            this.#report(tooLate(signal))
            end(Promise.resolve())
          })
      })
      this.#waiting.add(waiting)
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
    this.#begin(() => true)
    return this.#last
  }

  #begin(which: (waiting: Waiting) => boolean): void {
    for (const waiting of this.#waiting) if (which(waiting)) waiting.begin()
  }
}

function tooLate({ kind, requester, options }: ReceivedSignal): ActivityReport {
  return {
    kind: 'signal',
    signal: kind,
    origin: requester.origin,
    rpId: options.rpId,
    outcome: 'refused',
    reason: 'the vault stayed locked for ten minutes',
  }
}
