/** What Latchkey does with a signal (WebAuthn §5.1.10 leaves it to the authenticator). */

/**
 * `spec`: follows the specification's recommendation; passkeys are hidden, never removed. `google-password-manager`: follows
 * Google Password Manager; names that the user edited stay, and each site has a quota. `delete`: follows Chromium's virtual
 * authenticator, but removed passkeys go to the trash. `ignored`: no effect, as with Windows Hello and providers without
 * signals. `apple`: follows the specification's recommendation, but a display name does not reach the provider.
 */
export const signalPolicies = [
  'spec',
  'google-password-manager',
  'delete',
  'ignored',
  'apple',
] as const

export type SignalPolicy = (typeof signalPolicies)[number]

/** The policies for the signals of a session's pages. */
export interface SessionPolicies {
  /** For every page without its own policy. */
  readonly policy: SignalPolicy
  /** The policies of single pages, by origin. */
  readonly pages: Readonly<Record<string, SignalPolicy>>
}
