import { ENDED_LOCKED, STAYED_LOCKED, UnlockWait } from '../platform/unlock-wait'
import type { SignalTiming } from '../webauthn/client/ports'
import { WebAuthnError } from '../webauthn/errors'
import type { GrantCheck } from './grant-check'
import { unheardSignal, type PageSignal } from './page-signal'
import type { BridgePorts, Grant } from './ports'
import type { RefusalLog } from './refusal-log'

/** The limit for all pages together, because waiting signals stay in memory. */
const MAX_WAITING = 256

interface WaitingSignal {
  readonly signal: PageSignal
  readonly grant: Grant
  /** Rejects if the options are malformed. Such a signal stops waiting. */
  readonly checked: Promise<void>
  readonly unlockWait: UnlockWait
  /** Resolves once the signal has stopped waiting. */
  readonly ended: Promise<void>
  readonly end: () => void
}

/**
 * Passes on the signals of paired pages. While the vault is locked, signals wait in order, because a page sends each signal
 * only once.
 */
export class WaitingSignals {
  readonly #ports: BridgePorts
  readonly #grants: GrantCheck
  readonly #refusals: RefusalLog
  readonly #waiting = new Set<WaitingSignal>()
  #draining = false

  constructor(ports: BridgePorts, grants: GrantCheck, refusals: RefusalLog) {
    this.#ports = ports
    this.#grants = grants
    this.#refusals = refusals
  }

  /**
   * Passes the signal on now, or once the vault is unlocked. Resolves once the signal's options are checked.
   *
   * @param grant valid, and proved by the page.
   * @throws {WebAuthnError} `TypeError` or `SecurityError`.
   */
  deliver(signal: PageSignal, grant: Grant): Promise<void> {
    const inTurn = this.#waiting.size === 0 && !this.#draining
    if (inTurn && this.#ports.vault.isOpen()) return this.#send(signal, 'now')
    const checked = this.#send(signal, 'later')
    if (this.#waiting.size < MAX_WAITING) this.#wait(signal, grant, checked)
    else this.#dropRest(signal, checked)
    return checked
  }

  /** Resolves once the currently waiting signals of an origin have stopped waiting; undefined when none waits. */
  passedOn(origin: string): Promise<unknown> | undefined {
    const own = [...this.#waiting].filter(({ signal }) => signal.requester.origin === origin)
    return own.length === 0 ? undefined : Promise.all(own.map(({ ended }) => ended))
  }

  /** Applies waiting signals in the order of their arrival. Call it after the vault was unlocked. */
  async drain(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    for (const waiting of this.#waiting) {
      await waiting.checked.catch(() => this.#remove(waiting))
      if (!this.#ports.vault.isOpen()) break
      if (this.#waiting.has(waiting)) await this.#apply(waiting)
    }
    this.#draining = false
  }

  /** Drops and records the waiting signals. Call it when the app quits. */
  end(): void {
    for (const waiting of this.#waiting) {
      this.#remove(waiting)
      this.#drop(waiting.signal, ENDED_LOCKED)
    }
  }

  /** Drops the waiting signals without a record. Call it when the vault was erased. */
  forget(): void {
    for (const waiting of this.#waiting) this.#remove(waiting)
  }

  #wait(signal: PageSignal, grant: Grant, checked: Promise<void>): void {
    const unlockWait = new UnlockWait(this.#ports.clock, () => {
      this.#remove(waiting)
      this.#drop(signal, STAYED_LOCKED)
    })
    let end: WaitingSignal['end'] = () => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    const waiting: WaitingSignal = { signal, grant, checked, unlockWait, ended, end }
    this.#waiting.add(waiting)
    checked.catch(() => this.#remove(waiting))
  }

  #remove(waiting: WaitingSignal): void {
    waiting.unlockWait.stop()
    this.#waiting.delete(waiting)
    waiting.end()
  }

  async #apply(waiting: WaitingSignal): Promise<void> {
    const { signal, grant, unlockWait } = waiting
    this.#remove(waiting)
    try {
      const standing = this.#grants.find(grant.id, grant.origin)
      if (!standing.ok) this.#drop(signal, standing.reason)
      else if (unlockWait.isTooLate) this.#drop(signal, STAYED_LOCKED)
      else await this.#send(signal, 'now')
    } catch (error) {
      // The client records a refusal.
      if (!(error instanceof WebAuthnError)) this.#drop(signal, 'it failed inside Latchkey')
    }
  }

  #send({ requester, kind, options }: PageSignal, timing: SignalTiming): Promise<void> {
    return this.#ports.ceremonies.signal(requester, kind, options, timing)
  }

  /** Does not throttle its records, because at most MAX_WAITING signals are dropped at once. */
  #drop(signal: PageSignal, why: string): void {
    this.#ports.report(unheardSignal(signal, why))
  }

  /** Throttles its records, because a page may send any number of signals. The check has recorded malformed signals. */
  #dropRest(signal: PageSignal, checked: Promise<void>): void {
    const why = 'too many signals are waiting for the vault to be unlocked'
    const note = () => this.#refusals.note(unheardSignal(signal, why))
    checked.then(note, () => undefined)
  }
}
