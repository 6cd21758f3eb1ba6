/** What a session keeps, and by which clock. */

/**
 * All that a session keeps, keys included, as JSON: whoever has it can sign in. What is inside is Latchkey's affair.
 */
export interface SessionState {
  readonly version: number
  readonly [member: string]: unknown
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly stopped: boolean
}

export interface ClockChange extends Partial<Clock> {
  /** Milliseconds that it moves on; who is due on the way is called. */
  readonly advance?: number
}
