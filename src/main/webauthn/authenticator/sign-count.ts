/** The signature counter (WebAuthn §6.1.1). */
import type { AuthenticatorDescription } from './description'

/** A new passkey's counter; null where the passkey keeps no counter. */
export function firstSignCount({ counter }: AuthenticatorDescription): number | null {
  return counter === 'per-passkey' ? 0 : null
}

/**
 * The counter in authenticator data at registration. Over U2F it is always 0, because U2F's answer has no counter there
 * (CTAP 2.1 §10.2.1).
 */
export function signCountAtRegistration(description: AuthenticatorDescription): number {
  return description.protocol === 'ctap1/u2f' ? 0 : statedSignCount(null, description)
}

/** @param kept the passkey's own counter after this use; null where the passkey keeps no counter. */
export function statedSignCount(
  kept: number | null,
  { counter }: AuthenticatorDescription,
): number {
  return typeof counter === 'object' ? counter.fixed : (kept ?? 0)
}
