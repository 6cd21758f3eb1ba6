/**
 * Everything that a session keeps, as JSON, including private keys: everyone who has it can sign in. Do not rely on
 * its members; they can change with each version of Latchkey.
 */
export interface SessionState {
  readonly version: number
  readonly [member: string]: unknown
}
