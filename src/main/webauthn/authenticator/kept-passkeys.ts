/** Which of the store's passkeys an authenticator has: a description may have been chosen after they were made. */
import type { AuthenticatorDescription } from './description'
import type { Passkey, PasskeyStore } from './ports'

/**
 * Whether an authenticator as described could have made this passkey. One that it could not is not on it: a
 * security key of the first generation does not sign for a synced passkey.
 */
export function isOn(
  { discoverable, credentialId, algorithm, backupEligible }: Passkey,
  { protocol, residentKeys, limits }: AuthenticatorDescription,
): boolean {
  if (discoverable && !residentKeys) return false
  if (credentialId.length > limits.credentialIdBytes) return false
  return protocol !== 'ctap1/u2f' || (algorithm === -7 && !backupEligible)
}

/** The passkey of this id that may take part in a ceremony of `rpId`. A hidden one counts as gone. */
export function keptFor(
  rpId: string,
  credentialId: Uint8Array,
  description: AuthenticatorDescription,
  store: PasskeyStore,
): Passkey | undefined {
  const passkey = store.find(credentialId)
  return passkey?.rpId === rpId && passkey.hidden === null && isOn(passkey, description)
    ? passkey
    : undefined
}
