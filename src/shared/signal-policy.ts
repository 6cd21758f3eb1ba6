/** What Latchkey does with a signal (WebAuthn §5.1.10 leaves it to the authenticator). */

/**
 * `spec`: as the specification recommends; passkeys are hidden, never removed. `google-password-manager`: as Google
 * Password Manager does; names that the user edited stay, and each site has a quota. `delete`: as Chromium's virtual
 * authenticator does; passkeys that it would remove go to the trash. `ignored`: no effect, as with Windows Hello and
 * providers that do not know signals. `apple`: as the specification recommends, but a display name does not reach the
 * provider.
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
