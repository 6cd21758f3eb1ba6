/** How long a ceremony may take (WebAuthn §5.1.3 step 4, §15.1): the app and the page's script count alike. */

/** Milliseconds, as §15.1 recommends. */
const SHORTEST_MS = 300_000
const LONGEST_MS = 600_000
const DEFAULT_MS = 300_000

/** The longest that a timer can run, in milliseconds. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @returns milliseconds within the recommended range, whatever the page wished. */
export function clampTimeout(wishedMs: number | undefined): number {
  if (wishedMs === undefined || Number.isNaN(wishedMs)) return DEFAULT_MS
  return Math.min(Math.max(wishedMs, SHORTEST_MS), LONGEST_MS)
}

/** @returns milliseconds, as the page wished: a test that waits for the end of a ceremony says how long. */
export function wishedTimeout(wishedMs: number | undefined): number {
  if (wishedMs === undefined || Number.isNaN(wishedMs)) return DEFAULT_MS
  return Math.min(Math.max(wishedMs, 0), LONGEST_TIMER_MS)
}
