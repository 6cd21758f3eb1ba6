/** The signature counter (WebAuthn §6.1.1). */
import type { AuthenticatorDescription } from './description'

/** What a passkey's counter is when it is made; null where it keeps none. */
export function firstSignCount({ counter }: AuthenticatorDescription): number | null {
  return counter === 'per-passkey' ? 0 : null
}

/**
 * What the authenticator data state at registration. Over U2F that is 0 whatever the key counts: its answer
 * holds no counter there (CTAP 2.1 §10.2.1).
 */
export function signCountAtRegistration(description: AuthenticatorDescription): number {
  return description.protocol === 'ctap1/u2f' ? 0 : statedSignCount(null, description)
}

/** @param kept the passkey's own counter after this use; null where it keeps none. */
export function statedSignCount(
  kept: number | null,
  { counter }: AuthenticatorDescription,
): number {
  return typeof counter === 'object' ? counter.fixed : (kept ?? 0)
}
