import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import type { QuotaState } from '../../shared/pairing'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { Clock } from '../platform/ports'
import { STAYED_LOCKED, UnlockWait } from '../platform/unlock-wait'
import { SignalEngine } from './engine'
import type { SignalPorts } from './ports'
import type { ReceivedSignal, SignalReceiver } from '../webauthn/client/ports'

/**
 * How long a signal waits before it is applied, in milliseconds. The page has its answer by then. Work that begins at
 * once would slow the page that is being woken, and so tell it that there was something to do.
 */
const ANSWERED_MS = 20

export interface SignalQueueParts extends SignalPorts {
  readonly vault: {
    isOpen(): boolean
    onChange(listener: () => void): void
  }
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Whether signals are applied when they arrive, without waiting until the page has had its answer. */
  readonly atOnce?: boolean
  /** Puts an entry into the record now, after all entries that were reported before. */
  readonly record: (report: ActivityReport) => ActivityEntry
}

interface PendingSignal {
  readonly signal: ReceivedSignal
  /** Begins when the page has got its answer while the vault is locked. */
  unlockWait: UnlockWait | null
  stopTimer: () => void
  readonly resolve: (outcome?: Promise<void>) => void
}

/** The signals' engine over the vault: for pages, and for the window. */
export class SignalQueue implements SignalReceiver {
  readonly #engine: SignalEngine
  readonly #record: SignalQueueParts['record']
  readonly #clock: Pick<Clock, 'now' | 'after'>
  readonly #vault: SignalQueueParts['vault']
  readonly #atOnce: boolean
  readonly #report: SignalQueueParts['report']
  /** Oldest first. */
  readonly #pending = new Set<PendingSignal>()
  #last: Promise<void> = Promise.resolve()

  constructor({ record, after, vault, atOnce = false, ...ports }: SignalQueueParts) {
    this.#engine = new SignalEngine(ports)
    this.#record = record
    this.#clock = { after, now: ports.now }
    this.#vault = vault
    this.#atOnce = atOnce
    this.#report = ports.report
    vault.onChange(() => {
      if (vault.isOpen()) this.#applyWaiting()
    })
  }

  receive(signal: ReceivedSignal): Promise<void> {
    if (this.#atOnce && this.#vault.isOpen()) return (this.#last = this.#engine.receive(signal))
    return new Promise((resolve) => {
      const pending: PendingSignal = {
        signal,
        unlockWait: null,
        stopTimer: () => undefined,
        resolve,
      }
      pending.stopTimer = this.#clock.after(ANSWERED_MS, () => this.#becomeDue(pending))
      this.#pending.add(pending)
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

  /** Resolves once every received signal has been applied. Signals are applied one at a time. */
  settled(): Promise<void> {
    for (const pending of this.#pending) this.#apply(pending)
    return this.#last
  }

  #becomeDue(pending: PendingSignal): void {
    if (this.#vault.isOpen()) this.#apply(pending)
    else pending.unlockWait = new UnlockWait(this.#clock, () => this.#drop(pending))
  }

  #applyWaiting(): void {
    for (const pending of this.#pending) {
      if (pending.unlockWait?.isTooLate) this.#drop(pending)
      else if (pending.unlockWait) this.#apply(pending)
    }
  }

  #apply(pending: PendingSignal): void {
    this.#remove(pending)
    this.#last = this.#engine.receive(pending.signal)
    pending.resolve(this.#last)
  }

  #drop(pending: PendingSignal): void {
    this.#remove(pending)
    this.#report(tooLate(pending.signal))
    pending.resolve()
  }

  #remove(pending: PendingSignal): void {
    pending.stopTimer()
    pending.unlockWait?.stop()
    this.#pending.delete(pending)
  }
}

function tooLate({ kind, requester, rpId }: ReceivedSignal): ActivityReport {
  return {
    kind: 'signal',
    signal: kind,
    origin: requester.origin,
    rpId,
    outcome: 'refused',
    reason: STAYED_LOCKED,
  }
}
