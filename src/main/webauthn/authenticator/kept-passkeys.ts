/** Which of the store's passkeys an authenticator has. Its description may have been chosen after they were made. */
import { ES256 } from './algorithms/ids'
import type { AuthenticatorDescription } from './description'
import type { Passkey, PasskeyStore } from './ports'

/**
 * Whether an authenticator as described could have made this passkey. If not, the authenticator does not have it: a
 * security key of the first generation does not sign for a synced passkey.
 */
export function couldHaveMade(
  { protocol, residentKeys, limits }: AuthenticatorDescription,
  { discoverable, credentialId, algorithm, backupEligible }: Passkey,
): boolean {
  if (discoverable && !residentKeys) return false
  if (credentialId.length > limits.credentialIdBytes) return false
  return protocol !== 'ctap1/u2f' || (algorithm === ES256 && !backupEligible)
}

/** The names under which a passkey may have been registered. */
export interface RegisteredUnder {
  readonly rpId: string
  /** The AppID of U2F credentials (WebAuthn §10.1.1, §10.1.2). */
  readonly appId?: string | undefined
}

/** The passkey of this id that a ceremony may use. A hidden passkey counts as gone. */
export function findUsable(
  credentialId: Uint8Array,
  { rpId, appId }: RegisteredUnder,
  description: AuthenticatorDescription,
  store: Pick<PasskeyStore, 'find'>,
): Passkey | undefined {
  const passkey = store.find(credentialId)
  if (passkey?.hidden !== null) return undefined
  const isTheirs = passkey.rpId === rpId || passkey.rpId === appId
  return isTheirs && couldHaveMade(description, passkey) ? passkey : undefined
}
