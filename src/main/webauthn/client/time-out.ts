/** How long a ceremony may take (WebAuthn §5.1.3 step 4, §15.1). */
import { WebAuthnError } from '../errors'
import type { ClientPorts } from './ports'

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

/**
 * Runs a ceremony that ends with `NotAllowedError` when its time is over, and with the page's own reason
 * when the page aborts.
 *
 * @param wishedMs null: no end but the page's.
 * @param pageSignal not aborted yet.
 */
export async function withinTime<T>(
  wishedMs: number | undefined | null,
  pageSignal: AbortSignal,
  { after, timeoutOf = clampTimeout }: Pick<ClientPorts, 'after' | 'timeoutOf'>,
  ceremony: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (wishedMs === null) return ceremony(pageSignal)
  // Not AbortSignal.any: Node keeps the signal that it makes for as long as anybody's listener is left on it.
  const ended = new AbortController()
  const pageAborted = () => ended.abort(pageSignal.reason)
  const timeoutMs = timeoutOf(wishedMs)
  const cancel = after(timeoutMs, () =>
    ended.abort(
      new WebAuthnError('NotAllowedError', `nobody answered within ${timeoutMs / 1000} seconds`),
    ),
  )
  pageSignal.addEventListener('abort', pageAborted, { once: true })
  try {
    return await ceremony(ended.signal)
  } finally {
    cancel()
    pageSignal.removeEventListener('abort', pageAborted)
  }
}
