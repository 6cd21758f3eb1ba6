/** What the vault needs of the world besides files and a keychain, in its own words. */

/** Processes of this machine, to tell the owner of a lock file from one that is gone. */
export interface Processes {
  /** Our own id. */
  readonly pid: number
  /** The name of this computer; absent where it is not known. */
  readonly host?: string
  /**
   * What tells the process with this id from an earlier or later one with the same id.
   *
   * @returns null when no such process runs.
   */
  identify(pid: number): Promise<string | null>
}
