/** How many changes a site's signals may make: ten, and one more every two minutes. */
import type { QuotaState } from '../../shared/pairing'

const MOST = 10
const ONE_BACK_MS = 2 * 60_000

export interface Quota {
  /** Used changes that have not been refilled: 0 to 10. */
  readonly used: number
  /** How long the next refill has waited, in milliseconds: below two minutes, and 0 while the quota is full. */
  readonly waitedMs: number
  /** The time of these values, in milliseconds since the Unix epoch. */
  readonly at: number
}

export const FULL_QUOTA: Quota = { used: 0, waitedMs: 0, at: 0 }

/** The quota at `now`. Setting the clock back neither refills nor uses a change. */
export function quotaAt({ used, waitedMs, at }: Quota, now: number): Quota {
  const waited = waitedMs + Math.max(0, now - at)
  const left = Math.max(0, used - Math.floor(waited / ONE_BACK_MS))
  return { used: left, waitedMs: left === 0 ? 0 : waited % ONE_BACK_MS, at: now }
}

/** @param quota the current quota, with at least one change left. */
export function spendOne(quota: Quota): Quota {
  return { ...quota, used: Math.min(MOST, quota.used + 1) }
}

export function isUsedUp(quota: Quota): boolean {
  return quota.used >= MOST
}

/** @param quota the current quota. */
export function quotaState({ used, waitedMs }: Quota): QuotaState {
  return { left: MOST - used, of: MOST, nextInMs: used === 0 ? null : ONE_BACK_MS - waitedMs }
}

/** `quota used up, one more in 1:40`. */
export function usedUpReason({ waitedMs }: Quota): string {
  const seconds = Math.ceil((ONE_BACK_MS - waitedMs) / 1000)
  const rest = String(seconds % 60).padStart(2, '0')
  return `quota used up, one more in ${Math.floor(seconds / 60)}:${rest}`
}
