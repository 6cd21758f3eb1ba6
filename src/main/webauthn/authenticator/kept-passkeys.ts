/** Which of the store's passkeys an authenticator has. Its description may be newer than the passkeys. */
import type { OfferCause } from '../../../shared/offer-cause'
import { ES256 } from './algorithms/ids'
import type { AuthenticatorDescription } from './description'
import type { Passkey, PasskeyStore } from './ports'

/**
 * Whether an authenticator with this description could have made this passkey. If not, the authenticator does not have the
 * passkey: a first-generation security key does not sign for a synced passkey.
 */
export function couldHaveMade(description: AuthenticatorDescription, passkey: Passkey): boolean {
  return whyNotMade(description, passkey) === null
}

/** @returns null when the authenticator could have made this passkey. */
export function whyNotMade(
  { protocol, residentKeys, limits }: AuthenticatorDescription,
  { discoverable, credentialId, algorithm, backupEligible }: Passkey,
): OfferCause | null {
  if (discoverable && !residentKeys) return { is: 'cannot-hold-discoverable' }
  const { credentialIdBytes: limit } = limits
  const { length } = credentialId
  if (length > limit) return { is: 'cannot-hold-id', value: length, limit }
  if (protocol !== 'ctap1/u2f') return null
  if (algorithm !== ES256) return { is: 'cannot-hold-algorithm', alg: algorithm }
  return backupEligible ? { is: 'cannot-hold-synced' } : null
}

/** The names under which a passkey may have been registered. */
export interface RegisteredUnder {
  readonly rpId: string
  /** The AppID of U2F credentials (WebAuthn §10.1.1, §10.1.2). */
  readonly appId?: string | undefined
}

/** The passkey with this id, if a ceremony may use it. A hidden passkey counts as missing. */
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
