/** The conditions for trying a fault, including what must happen before. */
import type { AuthenticatorConfiguration } from '../../client/types/wire.js'
import type { PlannedRow } from '../report-card.js'

export interface NeedsBefore {
  /** Another account has a passkey in the same authenticator. */
  readonly needsOther: boolean
  /** The account has signed in before. */
  readonly needsEarlier: boolean
  /** The passkey has a signature counter. */
  readonly needsCounter: boolean
}

const OTHER: ReadonlySet<string> = new Set([
  'credential-id-registered',
  'credential-id-of-other',
  'user-handle-of-other',
])
const COUNTER: ReadonlySet<string> = new Set([
  'sign-count-back',
  'sign-count-equal',
  'sign-count-jump',
  'sign-count-zero',
])
const REPLAY = 'answer-replayed'

/** The delay is by the session's clock, which does not move the clock of the relying party. */
const LONG: ReadonlySet<string> = new Set(['answer-slow', 'answer-late'])

/** Like the platform authenticator of a session, but with a counter. */
export const COUNTING_AUTHENTICATOR: AuthenticatorConfiguration = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
}

export function needsBefore({ id, ceremony }: Pick<PlannedRow, 'id' | 'ceremony'>): NeedsBefore {
  const isReplay = id === REPLAY
  return {
    // The registration of the other account is the replayed answer.
    needsOther: OTHER.has(id) || (isReplay && ceremony === 'create'),
    needsEarlier: isReplay || COUNTER.has(id),
    needsCounter: COUNTER.has(id),
  }
}

/** @returns undefined when the fault can be tried. */
export function whyImpossible({ id }: Pick<PlannedRow, 'id'>): string | undefined {
  return LONG.has(id)
    ? 'An audit does not wait for minutes, and the clock of the relying party cannot be moved.'
    : undefined
}

/**
 * The needs that a relying party does not meet. Its options are the same each time, so other faults with such a need are
 * skipped.
 */
export class UnmetNeeds {
  readonly #reasons = new Map<string, string>()

  reasonFor({ needs, ceremony }: PlannedRow): string | undefined {
    return needs === undefined ? undefined : this.#reasons.get(`${ceremony} ${needs}`)
  }

  add({ needs, ceremony }: PlannedRow, reason: string): void {
    if (needs !== undefined) this.#reasons.set(`${ceremony} ${needs}`, reason)
  }
}
