/** How long a ceremony may take (WebAuthn §5.1.3 step 4, §15.1). The app and the page's script use the same limits. */

// Taken when the script loads, because a page may replace them.
const { max, min } = Math
const { isNaN } = Number

/** Milliseconds, as §15.1 recommends. */
const SHORTEST_MS = 300_000
const LONGEST_MS = 600_000
const DEFAULT_MS = 300_000

/** The maximum duration of a timer, in milliseconds. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @returns milliseconds within the recommended range, whatever the page requested. */
export function clampTimeout(requestedMs: number | undefined): number {
  if (requestedMs === undefined || isNaN(requestedMs)) return DEFAULT_MS
  return min(max(requestedMs, SHORTEST_MS), LONGEST_MS)
}

/** @returns milliseconds as the page requested, because a test that waits for the end of a ceremony chooses the time. */
export function requestedTimeout(requestedMs: number | undefined): number {
  if (requestedMs === undefined || isNaN(requestedMs)) return DEFAULT_MS
  return min(max(requestedMs, 0), LONGEST_TIMER_MS)
}
