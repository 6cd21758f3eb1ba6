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

/** For a page that is not paired, Latchkey sends no request. */
const NO_SOURCE: RelatedOriginsSource = {
  fetch: async () => ({
    ok: false,
    reason: 'Latchkey fetches nothing for a page that is not paired',
  }),
}
const ENDED = 'Latchkey ended before it knew whether the origin and the RP ID are related'

type Ports = Pick<ClientPorts, 'newId' | 'observer' | 'relatedOrigins' | 'signals' | 'report'>

/** Checks the signals of pages, and hands them on in their order (WebAuthn §5.1.10). */
export class SignalIntake {
  readonly #ports: Ports
  readonly #order = new SignalOrder()
  /** A page cannot abort a signal. Only the end of Latchkey does. */
  readonly #ended = new AbortController()

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
    const given = { id, kind, origin: requester.origin, options }
    const observed = this.#observed(given, timing)
    const checked = checkSignal(requester, kind, options, {
      relatedOrigins: timing === 'never' ? NO_SOURCE : relatedOrigins,
      signal: this.#ended.signal,
    })
    if (timing === 'now')
      this.#order.add(
        requester.origin,
        checked,
        (signal) => void signals.receive({ ...signal, entryId: id }),
      )
    try {
      await checked
      observed?.(null)
    } catch (error) {
      observed?.(describeError(error).name)
      const wasEnded = error === this.#ended.signal.reason
      // The bridge records what has no effect here, such as a signal that waits for the vault until Latchkey ends.
      if (timing === 'now' || (timing === 'later' && !wasEnded))
        report({
          id,
          ...refused(requester, kind, options, error),
          ...(wasEnded && { error: null }),
        })
      throw error
    }
  }

  /** Tells the observer of a signal that has an effect. @returns tells the observer how its check ended. */
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
   * Resolves once the signals that an origin sent before have been acted on; undefined when that is so already. Does not
   * wait for a locked vault.
   */
  applied(origin: string): Promise<void> | undefined {
    const { signals } = this.#ports
    return (
      this.#order.handedOn(origin)?.then(() => signals.applied(origin)) ?? signals.applied(origin)
    )
  }

  /** Resolves once every signal has been checked, and handed on where the check allows it. */
  handedOn(): Promise<void> {
    return this.#order.allHandedOn()
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
