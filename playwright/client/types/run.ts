/** The snapshot, the clock and the settings of a session. */

/**
 * Everything that a session keeps, as JSON, including private keys: everyone who has it can sign in. Do not rely on
 * its members; they can change with each version of Latchkey.
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
  /** Milliseconds to move the clock on. Everything that falls due happens in order. */
  readonly advance?: number
}

/** How the session behaves where WebAuthn leaves the choice. */
export interface Settings {
  /**
   * When a conditional `create()` makes a passkey: `always` (the default), as after a sign-in with a password manager;
   * only `after-sign-in` with a passkey, as in Latchkey's app; or `never`.
   */
  readonly automaticUpgrades: 'always' | 'after-sign-in' | 'never'
  /**
   * Whether the session's own platform authenticator answers pages while no virtual authenticator is added (the default),
   * or the device has none: feature detection says so, and ceremonies wait for an authenticator until their time-out.
   */
  readonly platformAuthenticator: 'available' | 'unavailable'
  /** Whether `transports` in `allowCredentials` decide which authenticators take part, as in Chromium (the default). */
  readonly transports: 'honoured' | 'ignored'
  /** Who signs a `packed` attestation of the session's own platform authenticator: the passkey or a certified ES256 key. */
  readonly packedAttestation: 'self' | 'x5c'
  /** The relying parties that may have enterprise attestation of the session's own platform authenticator. */
  readonly enterpriseRpIds: readonly string[]
}
