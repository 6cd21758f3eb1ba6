/** What the vault needs of the world besides files and a keychain, in its own words. */

export interface VaultClock {
  /** Milliseconds since the Unix epoch; may jump. */
  now(): number
  /** Calls back once after `ms`; returns the function that cancels it. */
  after(ms: number, callback: () => void): () => void
}

export interface Randomness {
  bytes(length: number): Uint8Array
}

/** Processes of this machine, to tell the owner of a lock file from one that is gone. */
export interface Processes {
  /** Our own id. */
  readonly pid: number
  /**
   * What tells the process with this id from an earlier or later one with the same id.
   *
   * @returns null when no such process runs.
   */
  identify(pid: number): Promise<string | null>
}
