/** How long a ceremony may take (WebAuthn §5.1.3 step 4, §15.1). */
import { WebAuthnError } from '../errors'
import type { CeremonyPorts } from './ports'

/** Milliseconds, as §15.1 recommends. */
const SHORTEST_MS = 300_000
const LONGEST_MS = 600_000
const DEFAULT_MS = 300_000

/** @returns milliseconds within the recommended range, whatever the page wished. */
export function clampTimeout(wishedMs: number | undefined): number {
  if (wishedMs === undefined || Number.isNaN(wishedMs)) return DEFAULT_MS
  return Math.min(Math.max(wishedMs, SHORTEST_MS), LONGEST_MS)
}

/** The longest that a timer can run, in milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @returns milliseconds, as the page wished: a test that waits for the end of a ceremony says how long. */
export function wishedTimeout(wishedMs: number | undefined): number {
  if (wishedMs === undefined || Number.isNaN(wishedMs)) return DEFAULT_MS
  return Math.min(Math.max(wishedMs, 0), LONGEST_TIMER_MS)
}

/** How long a ceremony may take, and who may end it before. */
export interface Lifetime {
  /** Milliseconds, as the page wishes; null: only the page ends the ceremony. */
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
