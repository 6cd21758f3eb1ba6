/** The ports of the system that tests replace. */

/** Time. A port, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the Unix epoch; may jump. */
  now(): number
  /** Milliseconds on a monotonic clock. */
  monotonic(): number
  /** Calls back once after `ms` on that clock; returns the function that cancels it. */
  after(ms: number, callback: () => void): () => void
}

/** Randomness. A port, so that tests can supply the values of published test vectors. */
export interface Randomness {
  bytes(length: number): Uint8Array
}

/** Makes a unique id. A seeded automation session makes the same ids in every run. */
export type NewId = () => string
