import type { QuotaState } from '../../shared/pairing'

/** “7 of 10 changes left, one more in 1:40”. */
export function quotaText({ left, of, nextInMs }: QuotaState): string {
  const changes = left === 0 ? `0 of ${of} changes left` : `${left} of ${of} changes left`
  return nextInMs === null ? changes : `${changes}, one more in ${minutesAndSeconds(nextInMs)}`
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
