/** Ends a ceremony in time (WebAuthn §5.1.3 step 4). */
import { WebAuthnError } from '../errors'
import type { CeremonyPorts } from './ports'

/** How long a ceremony may take, and who may end it before. */
export interface Lifetime {
  /** Milliseconds, as the page requested; null: only the page ends the ceremony. */
  readonly timeout: number | undefined | null
  /** The page's signal; not aborted yet. */
  readonly signal: AbortSignal
}

/**
 * Calls `end` when the time is over, with `NotAllowedError`, or when the page aborts, with the page's own reason.
 * Returns the function that stops both.
 */
export function limitLifetime(
  { timeout, signal }: Lifetime,
  { after, timeoutOf }: Pick<CeremonyPorts, 'after' | 'timeoutOf'>,
  end: (reason: unknown) => void,
): () => void {
  const aborted = () => end(signal.reason)
  signal.addEventListener('abort', aborted, { once: true })
  const timeoutMs = timeout === null ? null : timeoutOf(timeout)
  const cancelTimer =
    timeoutMs === null ? undefined : after(timeoutMs, () => end(tooLate(timeoutMs)))
  return () => {
    cancelTimer?.()
    signal.removeEventListener('abort', aborted)
  }
}

function tooLate(timeoutMs: number): WebAuthnError {
  const message = `the user did not answer within ${timeoutMs / 1000} seconds`
  return new WebAuthnError('NotAllowedError', message)
}
