import type { ActivityReport, SignalKind } from '../../../shared/activity'
import { WebAuthnError } from '../errors'
import { claimedRpId } from './claimed-rp-id'
import { describeError } from './error-description'
import type {
  ClientPorts,
  GivenSignal,
  RelatedOriginsSource,
  Requester,
  SignalTiming,
} from './ports'
import { checkSignal } from './signal'
import { SignalOrder } from './signal-order'

/** Latchkey sends no network request for a page that is not paired. */
const NO_SOURCE: RelatedOriginsSource = {
  fetch: async () => ({
    ok: false,
    reason: 'Latchkey fetches nothing for a page that is not paired',
  }),
}
const ENDED = 'Latchkey ended before it knew whether the origin and the RP ID are related'
/** Why a check ended: its vault was erased. */
const ERASED = new WebAuthnError('AbortError', 'the vault was erased')

type Ports = Pick<ClientPorts, 'newId' | 'observer' | 'relatedOrigins' | 'signals' | 'report'>

/** Checks the signals of pages, and passes them on in order (WebAuthn §5.1.10). */
export class SignalIntake {
  readonly #ports: Ports
  readonly #order = new SignalOrder()
  /** Aborts when Latchkey quits, or when its vault was erased. A page cannot abort a signal. */
  #ended = new AbortController()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** @throws {WebAuthnError} `TypeError` or `SecurityError`. */
  async take(
    requester: Requester,
    kind: SignalKind,
    options: unknown,
    timing: SignalTiming,
  ): Promise<void> {
    const { relatedOrigins, signals, report, newId } = this.#ports
    const id = newId()
    const ended = this.#ended.signal
    const given = { id, kind, origin: requester.origin, options }
    const observed = this.#observed(given, timing)
    const checked = checkSignal(requester, kind, options, {
      relatedOrigins: timing === 'never' ? NO_SOURCE : relatedOrigins,
      signal: ended,
    })
    if (timing === 'now')
      this.#order.add(requester.origin, checked, (signal) => {
        if (ended.reason !== ERASED) void signals.receive({ ...signal, entryId: id })
      })
    try {
      await checked
      observed?.(null)
    } catch (error) {
      observed?.(describeError(error).name)
      if (error === ERASED) throw error
      const wasEnded = error === ended.reason
      // The bridge records signals without effect here, such as a signal that waits for the vault until Latchkey quits.
      if (timing === 'now' || (timing === 'later' && !wasEnded))
        report({
          id,
          ...refused(requester, kind, options, error),
          ...(wasEnded && { error: null }),
        })
      throw error
    }
  }

  /** Notifies the observer of a signal that has an effect. @returns a function that reports the result of its check. */
  #observed(
    signal: GivenSignal,
    timing: SignalTiming,
  ): ((error: string | null) => void) | undefined {
    const { observer } = this.#ports
    if (!observer || timing !== 'now') return undefined
    observer.signalled(signal)
    return (error) => observer.signalChecked(signal, error)
  }

  /**
   * Resolves once the earlier signals of an origin have been applied; undefined when there are none to apply. Does not wait for
   * a locked vault.
   */
  applied(origin: string): Promise<void> | undefined {
    const { signals } = this.#ports
    return (
      this.#order.handedOn(origin)?.then(() => signals.applied(origin)) ?? signals.applied(origin)
    )
  }

  /** Resolves once every signal has been checked and, if valid, passed on. */
  handedOn(): Promise<void> {
    return this.#order.allHandedOn()
  }

  /** Ends the checks that wait for the network, without a record. Call it when the vault was erased. */
  forget(): void {
    this.#ended.abort(ERASED)
    this.#ended = new AbortController()
  }

  /** Ends the checks that wait for the network, and records their signals. */
  async end(): Promise<void> {
    this.#ended.abort(new WebAuthnError('AbortError', ENDED))
    await this.handedOn()
  }
}

function refused(
  { origin }: Requester,
  signal: SignalKind,
  options: unknown,
  error: unknown,
): ActivityReport {
  const { name, message } = describeError(error)
  const rpId = claimedRpId(options)
  return { kind: 'signal', signal, origin, rpId, outcome: 'refused', reason: message, error: name }
}
