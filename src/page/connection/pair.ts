import { awaitable } from '../awaitable'
import { abort, AbortController, signalOf } from '../builtins'
import { BridgeFailure, failureFor, notAllowed } from '../errors'
import type { ConnectionPorts } from '../ports'
import { untilAborted } from '../until-aborted'
import type { Connection } from './connection'

/** Up to eight pages may wait in the app before this page, and each question may take a minute. */
const PAIRING_MS = 600_000

export interface PairParts {
  readonly connection: Connection
  /** Host and port, shown to the user. */
  readonly host: string
  /** The document's serialised origin; `null` as text when opaque. */
  readonly origin: string
  readonly after: ConnectionPorts['after']
  /** Why the page cannot reach the app, in words for the user. */
  readonly explainAbsence: () => Promise<string>
}

/**
 * Pairs the page for `latchkey.pair()`.
 *
 * @throws {PageError} NotAllowedError: at once for a document without an origin, and after ten minutes when the app does not
 *   respond.
 */
export async function pair({
  connection,
  host,
  origin,
  after,
  explainAbsence,
}: PairParts): Promise<void> {
  if (origin === 'null')
    throw notAllowed(
      'A document with an opaque origin, such as a sandboxed frame, cannot be paired with Latchkey. Pair a page that has an origin of its own.',
    )
  const ended = new AbortController()
  const stopTimer = after(PAIRING_MS, () =>
    abort(
      ended,
      notAllowed(
        `Latchkey at ${host} did not answer the pairing within ten minutes. Quit it and start it again, then try again.`,
      ),
    ),
  )
  try {
    const signal = signalOf(ended)
    await awaitable(
      untilAborted(signal, connection.ready({ mayPair: true, asksLocked: false, signal })),
    )
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error
    if (error.kind === 'absent') throw notAllowed(await awaitable(explainAbsence()))
    throw failureFor(error.kind, host)
  } finally {
    stopTimer()
  }
}
