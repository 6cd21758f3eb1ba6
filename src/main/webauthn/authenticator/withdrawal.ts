/** A request that its page may cancel. The page's cancellation may have arrived without having been read. */
export interface Withdrawable {
  /** Aborts when the page cancels the request. */
  readonly signal: AbortSignal
  /**
   * Resolves once everything that the page has sent so far has been read, and its permission was checked again. Absent without a
   * connection.
   */
  readonly caughtUp?: (() => Promise<void>) | undefined
}

/**
 * The last check before any write. A paused app finds a request and its cancellation together, and by then a script may already
 * have answered. And a page may lose its permission while the user reads the question.
 *
 * @throws `signal.reason` when the page has cancelled the request, or may no longer ask.
 */
export async function throwIfWithdrawn({ signal, caughtUp }: Withdrawable): Promise<void> {
  if (caughtUp) await caughtUp()
  signal.throwIfAborted()
}
