import type { SignalKind } from '../../shared/activity'
import type { Hearing, Requester } from '../webauthn/client/ports'
import type { GrantCheck } from './grant-check'
import type { BridgePorts, Grant } from './ports'
import type { RefusalLog } from './refusal-log'

const LONGEST_WAIT_MS = 10 * 60_000
/** Of all pages together: what waits stays in memory. */
const MAX_WAITING = 256

/** A signal as a page sent it. */
export interface PageSignal {
  readonly requester: Requester
  readonly kind: SignalKind
  readonly options: unknown
}

interface Waiting {
  readonly signal: PageSignal
  readonly grant: Grant
  /** Rejects for malformed options: then there is nothing to wait for. */
  readonly checked: Promise<void>
  readonly stopTimer: () => void
}

/**
 * Signals of paired pages. While the vault is locked they wait, in order: a page says only once that a
 * passkey is gone or that a name has changed.
 */
export class WaitingSignals {
  readonly #ports: BridgePorts
  readonly #grants: GrantCheck
  readonly #refusals: RefusalLog
  readonly #waiting = new Set<Waiting>()
  #draining = false

  constructor(ports: BridgePorts, grants: GrantCheck, refusals: RefusalLog) {
    this.#ports = ports
    this.#grants = grants
    this.#refusals = refusals
  }

  /**
   * Passes the signal on now or when the vault is open again. Settles when its options are checked.
   *
   * @param grant proved by the page, and valid.
   * @throws {WebAuthnError} `TypeError` or `SecurityError`.
   */
  deliver(signal: PageSignal, grant: Grant): Promise<void> {
    const inTurn = this.#waiting.size === 0 && !this.#draining
    if (inTurn && this.#ports.vault.isOpen()) return this.#send(signal, 'now')
    const checked = this.#send(signal, 'later')
    if (this.#waiting.size < MAX_WAITING) this.#wait(signal, grant, checked)
    else this.#drop(signal, 'too many signals are waiting for the vault to be unlocked')
    return checked
  }

  /** To be called when the vault was unlocked. Applies what waits, in the order in which it came. */
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

  #wait(signal: PageSignal, grant: Grant, checked: Promise<void>): void {
    const stopTimer = this.#ports.clock.after(LONGEST_WAIT_MS, () => {
      this.#remove(waiting)
      this.#drop(signal, 'the vault stayed locked for ten minutes')
    })
    const waiting: Waiting = { signal, grant, checked, stopTimer }
    this.#waiting.add(waiting)
    checked.catch(() => this.#remove(waiting))
  }

  #remove(waiting: Waiting): void {
    waiting.stopTimer()
    this.#waiting.delete(waiting)
  }

  async #apply(waiting: Waiting): Promise<void> {
    const { signal, grant } = waiting
    this.#remove(waiting)
    try {
      const standing = this.#grants.find(grant.id, grant.origin)
      if (standing.ok) await this.#send(signal, 'now')
      else this.#drop(signal, standing.reason)
    } catch {
      this.#drop(signal, 'it failed inside Latchkey')
    }
  }

  #send({ requester, kind, options }: PageSignal, hearing: Hearing): Promise<void> {
    return this.#ports.ceremonies.signal(requester, kind, options, hearing)
  }

  #drop({ kind, requester: { origin } }: PageSignal, why: string): void {
    this.#refusals.note({
      kind: 'signal',
      signal: kind,
      origin,
      outcome: 'refused',
      reason: `a signal had no effect: ${why}`,
    })
  }
}
