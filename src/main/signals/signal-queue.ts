import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import type { QuotaState } from '../../shared/pairing'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { Clock } from '../platform/ports'
import { ENDED_LOCKED, STAYED_LOCKED, UnlockWait } from '../platform/unlock-wait'
import { SignalEngine } from './engine'
import { PendingSignal } from './pending-signal'
import type { SignalPorts } from './ports'
import type { ReceivedSignal, SignalReceiver } from '../webauthn/client/ports'

/**
 * How long a signal waits before it is applied, in milliseconds. The page has its answer by then. Work that begins at once
 * would slow the page down, and so reveal that there was something to do.
 */
const ANSWERED_MS = 20

export interface SignalQueueParts extends SignalPorts {
  readonly vault: {
    isOpen(): boolean
    onChange(listener: () => void): void
  }
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Whether to apply signals in the next turn of the event loop, because there is no page that the work could slow. */
  readonly atOnce?: boolean
  /** Adds an entry to the record now, after all entries reported before. */
  readonly record: (report: ActivityReport) => ActivityEntry
}

/** The signal engine over the vault, for pages and for the window. */
export class SignalQueue implements SignalReceiver {
  readonly #engine: SignalEngine
  readonly #record: SignalQueueParts['record']
  readonly #clock: Pick<Clock, 'now' | 'after'>
  readonly #vault: SignalQueueParts['vault']
  readonly #report: SignalQueueParts['report']
  /** Calls back once the page has its answer. */
  readonly #afterAnswer: (callback: () => void) => () => void
  /** Oldest first. A signal leaves only when it was applied or dropped, so a vault that closes changes no order. */
  readonly #pending = new Set<PendingSignal>()
  #isApplying = false

  constructor({ record, after, vault, atOnce = false, ...ports }: SignalQueueParts) {
    this.#engine = new SignalEngine(ports)
    this.#record = record
    this.#clock = { after, now: ports.now }
    this.#vault = vault
    this.#report = ports.report
    this.#afterAnswer = atOnce ? nextTurn : (callback) => after(ANSWERED_MS, callback)
    vault.onChange(() => {
      if (vault.isOpen()) this.#applyUnlocked()
    })
  }

  /** Resolves once the signal was applied or dropped. */
  receive(signal: ReceivedSignal): Promise<void> {
    const stopTimer = this.#afterAnswer(() => {
      pending.becomeDue()
      this.#applyDue()
    })
    const pending = new PendingSignal(signal, stopTimer)
    this.#pending.add(pending)
    return pending.done
  }

  /**
   * Does not apply a signal earlier, because a page could cause another caller to wait for its signal.
   *
   * @param origin absent for all origins.
   */
  applied(origin?: string): Promise<void> | undefined {
    const isMeant = ({ signal, isDue }: PendingSignal) =>
      isDue || origin === undefined || signal.requester.origin === origin
    return this.#settled(isMeant)
  }

  async undo(entryId: string): Promise<ActivityEntry> {
    await this.applied()
    return this.#record(await this.#engine.undo(entryId))
  }

  dryRun(request: DryRunRequest): DryRun {
    return this.#engine.dryRun(request)
  }

  /** null when the page's policy has no quota. */
  quota(origin: string): QuotaState | null {
    return this.#engine.quota(origin)
  }

  /** Applies the received signals now, and drops those that wait for a locked vault. Call it when the app quits. */
  async end(): Promise<void> {
    if (this.#vault.isOpen()) for (const pending of this.#pending) this.#becomeDueInTime(pending)
    this.#applyDue()
    await this.#settled(({ isDue }) => isDue)
    for (const pending of this.#pending) this.#drop(pending, ENDED_LOCKED)
  }

  /** Call it when the vault was erased: forgets the received signals, and does not record them. */
  forget(): void {
    for (const pending of this.#pending) this.#remove(pending)
    this.#engine.forget()
  }

  /** Resolves once each of these signals was applied or dropped, or waits for the vault; undefined when there are none. */
  #settled(isMeant: (pending: PendingSignal) => boolean): Promise<void> | undefined {
    const meant = [...this.#pending].filter((each) => !each.waitsForVault && isMeant(each))
    if (meant.length === 0) return undefined
    return Promise.all(meant.map(({ settled }) => settled)).then(() => undefined)
  }

  /** Skips a signal that is not due yet, because its page may still wait for the answer. */
  #applyUnlocked(): void {
    for (const pending of this.#pending) if (pending.waitsForVault) this.#becomeDueInTime(pending)
    this.#applyDue()
  }

  #becomeDueInTime(pending: PendingSignal): void {
    if (pending.isTooLate) this.#drop(pending, STAYED_LOCKED)
    else pending.becomeDue()
  }

  #applyDue(): void {
    if (!this.#isApplying) void this.#applyOneByOne()
  }

  /** Applies the due signals, the oldest first. If the vault closes before one is written, this signal and all later ones wait. */
  async #applyOneByOne(): Promise<void> {
    this.#isApplying = true
    for (let next = this.#nextDue(); next; next = this.#nextDue()) {
      if (!this.#vault.isOpen()) this.#waitForVault(next)
      else if (await this.#engine.receive(next.signal)) this.#remove(next)
    }
    this.#isApplying = false
  }

  #nextDue(): PendingSignal | undefined {
    for (const pending of this.#pending) if (pending.isDue) return pending
    return undefined
  }

  #waitForVault(pending: PendingSignal): void {
    pending.waitForVault(new UnlockWait(this.#clock, () => this.#drop(pending, STAYED_LOCKED)))
  }

  #remove(pending: PendingSignal): void {
    this.#pending.delete(pending)
    pending.end()
  }

  #drop(pending: PendingSignal, why: string): void {
    this.#report(dropped(pending.signal, why))
    this.#remove(pending)
  }
}

/** Calls back in the next turn of the event loop, so that the answers that are ready now go first. */
function nextTurn(callback: () => void): () => void {
  const turn = setImmediate(callback)
  return () => clearImmediate(turn)
}

function dropped(
  { kind, requester, rpId, entryId }: ReceivedSignal,
  reason: string,
): ActivityReport {
  return {
    ...(entryId !== undefined && { id: entryId }),
    kind: 'signal',
    signal: kind,
    origin: requester.origin,
    rpId,
    outcome: 'refused',
    reason,
  }
}
