/** How far an audit is. */

export interface AuditProgress {
  /** Trials that have ended, with the genuine one. Fewer than before when some must be tried again with new accounts. */
  readonly done: number
  readonly total: number
  /** What is tried now, such as `uv-not-set (get)`. */
  readonly now: string
  /** Findings so far. */
  readonly findings: number
  /** An estimate of the time that is left; null before the first trial has ended. */
  readonly remainingMs: number | null
}

/** The time that is left, if each ceremony takes as long as those before. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
  return done === 0 ? null : Math.round((elapsedMs / done) * (total - done))
}
