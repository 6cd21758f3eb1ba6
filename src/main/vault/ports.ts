/** What the vault needs of its environment besides files and a keychain. */

/** Processes of this machine, to tell the living owner of a lock file from a dead one. */
export interface Processes {
  /** Our own id. */
  readonly pid: number
  /** The name of this computer; absent when unknown. */
  readonly host?: string
  /**
   * Distinguishes the process with this id from an earlier or later process with the same id.
   *
   * @returns null when no such process runs.
   */
  identify(pid: number): Promise<string | null>
}
