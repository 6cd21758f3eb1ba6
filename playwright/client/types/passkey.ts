import type { PasskeySummary } from './wire.js'

/** A passkey of a session. */
export type Passkey = PasskeySummary & {
  /** The virtual authenticator that has the passkey; null for the session's own platform authenticator. */
  readonly authenticatorId: string | null
}
