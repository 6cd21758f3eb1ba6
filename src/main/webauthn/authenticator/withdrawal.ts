/** A request that its page may cancel. The page's cancellation may have arrived without having been read. */
export interface Withdrawable {
  /** Aborts when the page cancels the request. */
  readonly signal: AbortSignal
  /** Resolves once everything that the page has sent so far has been read. Absent without a connection. */
  readonly caughtUp?: (() => Promise<void>) | undefined
}

/**
 * The last check before any write. A paused app finds a request and its cancellation together, and by then a script may already
 * have answered.
 *
 * @throws `signal.reason` when the page has cancelled the request.
 */
export async function throwIfWithdrawn({ signal, caughtUp }: Withdrawable): Promise<void> {
  if (caughtUp) await caughtUp()
  signal.throwIfAborted()
}
