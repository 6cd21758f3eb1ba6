/** A request that its page may give up. The page may have said so already, to an app that has not read it yet. */
export interface Withdrawable {
  /** Aborted when the page gives the request up. */
  readonly signal: AbortSignal
  /** Resolves once everything has been read that the page has sent so far. Absent where there is no connection. */
  readonly caughtUp?: (() => Promise<void>) | undefined
}

/**
 * The last step before anything is written. An app that stood still finds the request and its end together, and a
 * script that answers at once has answered by then.
 *
 * @throws `signal.reason`, when the page has given the request up.
 */
export async function throwIfWithdrawn({ signal, caughtUp }: Withdrawable): Promise<void> {
  if (caughtUp) await caughtUp()
  signal.throwIfAborted()
}
