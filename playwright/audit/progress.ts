/** The progress of an audit. */

export interface AuditProgress {
  /** Ended trials, including the genuine one. May decrease when trials must be repeated with new accounts. */
  readonly done: number
  readonly total: number
  /** What is tried now, such as `uv-not-set (get)`. */
  readonly now: string
  /** Findings so far. */
  readonly findings: number
  /** An estimate of the remaining time; null before the first trial has ended. */
  readonly remainingMs: number | null
}

/** The remaining time, if each ceremony takes as long as the earlier ones. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
  return done === 0 ? null : Math.round((elapsedMs / done) * (total - done))
}
