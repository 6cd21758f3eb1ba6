/**
 * Everything that a session keeps, as JSON, including private keys: anybody who has it can sign in. Do not rely on its members,
 * which can change with each version of Latchkey.
 */
export interface SessionState {
  readonly version: number
  readonly [member: string]: unknown
}

/** Which ceremony's case to save, and what to include. */
export interface SaveCaseOptions {
  /** The id in the ceremony's events; by default the newest ceremony that ended. */
  readonly ceremonyId?: string
  /** Also writes the case to this file, which only the user can read. Makes missing folders. */
  readonly path?: string
  /** Includes the secrets of extensions, such as PRF outputs and blobs. By default they are replaced. */
  readonly secrets?: boolean
}
