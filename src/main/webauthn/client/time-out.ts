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

/**
 * Runs a ceremony that ends with `NotAllowedError` when its time is over, and with the page's own reason
 * when the page aborts.
 */
export async function withinTime<T>(
  wishedMs: number | undefined,
  pageSignal: AbortSignal,
  { after }: Pick<ClientPorts, 'after'>,
  ceremony: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timer = new AbortController()
  const timeoutMs = clampTimeout(wishedMs)
  const cancel = after(timeoutMs, () =>
    timer.abort(
      new WebAuthnError('NotAllowedError', `nobody answered within ${timeoutMs / 1000} seconds`),
    ),
  )
  try {
    return await ceremony(AbortSignal.any([pageSignal, timer.signal]))
  } finally {
    cancel()
  }
}
