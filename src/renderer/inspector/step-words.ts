/** The words for the steps of a ceremony. */
import type { CeremonyStep } from '../../shared/ceremony-detail'

export const stepWords: Readonly<Record<CeremonyStep, string>> = {
  received: 'Call received',
  parsed: 'Options read',
  'rp-id': 'RP ID judged',
  'related-origins': 'Related origins fetched',
  authenticators: 'Authenticators asked',
  question: 'Question',
  answered: 'Answered',
  signed: 'Signed',
  fault: 'Fault applied',
  sent: 'Sent to the page',
}

/** Such as `+3.48 s`, or `+1.2 ms`. */
export function afterText(ms: number): string {
  if (ms >= 1000) return `+${(ms / 1000).toFixed(2)} s`
  return `+${ms >= 10 ? Math.round(ms) : Math.round(ms * 10) / 10} ms`
}
