/** What Latchkey does with a signal (WebAuthn §5.1.10 leaves it to the authenticator). */

/**
 * `spec`: as the specification recommends; hidden, never removed. `google-password-manager`: as that one does,
 * with names that stay when the user edited them, and a quota. `delete`: as Chromium's virtual authenticator
 * does; what it would remove goes to the trash.
 */
export const signalPolicies = ['spec', 'google-password-manager', 'delete'] as const

export type SignalPolicy = (typeof signalPolicies)[number]
