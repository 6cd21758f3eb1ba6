import type { ActivityReport, SignalKind } from '../../../shared/activity'
import { claimedRpId } from './claimed-rp-id'
import { describeError } from './error-description'
import type { ClientPorts, RelatedOriginsSource, Requester, SignalTiming } from './ports'
import { checkSignal } from './signal'
import { SignalOrder } from './signal-order'

/** For a page that is not paired, Latchkey sends no request. */
const NO_SOURCE: RelatedOriginsSource = {
  fetch: async () => ({
    ok: false,
    reason: 'Latchkey fetches nothing for a page that is not paired',
  }),
}
/** A signal cannot be aborted. */
const NEVER_ABORTED = new AbortController().signal

/** Checks the signals of pages, and hands them on in their order (WebAuthn §5.1.10). */
export class SignalIntake {
  readonly #ports: Pick<ClientPorts, 'relatedOrigins' | 'signals' | 'report'>
  readonly #order = new SignalOrder()

  constructor(ports: Pick<ClientPorts, 'relatedOrigins' | 'signals' | 'report'>) {
    this.#ports = ports
  }

  /** @throws {WebAuthnError} `TypeError` or `SecurityError`. */
  async take(
    requester: Requester,
    kind: SignalKind,
    options: unknown,
    timing: SignalTiming,
  ): Promise<void> {
    const { relatedOrigins, signals, report } = this.#ports
    const checked = checkSignal(requester, kind, options, {
      relatedOrigins: timing === 'never' ? NO_SOURCE : relatedOrigins,
      signal: NEVER_ABORTED,
    })
    if (timing === 'now')
      this.#order.add(requester.origin, checked, (signal) => {
        // The page's answer goes first: its time must not tell whether anything matched.
        setImmediate(() => void signals.receive(signal))
      })
    try {
      await checked
    } catch (error) {
      if (timing !== 'never') report(refused(requester, kind, options, error))
      throw error
    }
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
