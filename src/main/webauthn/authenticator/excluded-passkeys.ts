import type { AuthenticatorDescription } from './description'
import { isUsableUnderCredProtect } from './extensions/cred-protect'
import { findUsable } from './kept-passkeys'
import type { Passkey, PasskeyStore } from './ports'

/** The passkeys that a request excludes. */
export interface Exclusions {
  readonly rp: { readonly id: string }
  readonly excludeCredentialIds: readonly Uint8Array[]
  /** The AppID under which U2F credentials also count as excluded. */
  readonly excludeAppId?: string | undefined
  readonly requireUserVerification: boolean
}

/**
 * Step 3 of authenticatorMakeCredential: whether a passkey that the relying party excluded is kept here. Only a verified user
 * may learn of a passkey that credProtect protects (CTAP 2.1 §6.1.2).
 */
export function holdsExcluded(
  exclusions: Exclusions,
  description: AuthenticatorDescription,
  store: Stored,
): boolean {
  return excludedPasskey(exclusions, description, store) !== undefined
}

interface Stored {
  readonly store: Pick<PasskeyStore, 'find'>
}

/** The first excluded passkey that is kept here. See {@link holdsExcluded}. */
export function excludedPasskey(
  { rp, excludeAppId: appId, requireUserVerification: verified, ...exclusions }: Exclusions,
  description: AuthenticatorDescription,
  { store }: Stored,
): Passkey | undefined {
  for (const id of exclusions.excludeCredentialIds) {
    const known = findUsable(id, { rpId: rp.id, appId }, description, store)
    if (known && isUsableUnderCredProtect(known, { named: true, verified })) return known
  }
  return undefined
}
