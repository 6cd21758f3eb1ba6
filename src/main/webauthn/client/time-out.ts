/** Limits the lifetime of a ceremony (WebAuthn §5.1.3 step 4). */
import { WebAuthnError } from '../errors'
import type { CeremonyPorts } from './ports'

/** How long a ceremony may take, and who may cancel it. */
export interface Lifetime {
  /** Milliseconds, as the page requested; null when only the page ends the ceremony. */
  readonly timeout: number | undefined | null
  /** The page's signal; not aborted yet. */
  readonly signal: AbortSignal
}

export interface LifetimeEnd {
  /** What the ceremony still waits for when it times out, as a clause for the record. */
  readonly missing: () => string
  readonly end: (reason: unknown) => void
}

/**
 * Calls `end` with `NotAllowedError` when the time is over, or with the page's own reason when the page aborts. Returns the
 * function that stops both.
 */
export function limitLifetime(
  { timeout, signal }: Lifetime,
  { after, timeoutOf }: Pick<CeremonyPorts, 'after' | 'timeoutOf'>,
  { missing, end }: LifetimeEnd,
): () => void {
  const aborted = () => end(signal.reason)
  signal.addEventListener('abort', aborted, { once: true })
  const timeoutMs = timeout === null ? null : timeoutOf(timeout)
  const cancelTimer =
    timeoutMs === null ? undefined : after(timeoutMs, () => end(tooLate(missing(), timeoutMs)))
  return () => {
    cancelTimer?.()
    signal.removeEventListener('abort', aborted)
  }
}

function tooLate(missing: string, timeoutMs: number): WebAuthnError {
  return new WebAuthnError('NotAllowedError', `${missing} within ${timeoutMs / 1000} seconds`)
}
