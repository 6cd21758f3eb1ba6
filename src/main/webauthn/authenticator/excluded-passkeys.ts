import type { AuthenticatorDescription } from './description'
import { isUsableUnderCredProtect } from './extensions/cred-protect'
import { findUsable } from './kept-passkeys'
import type { PasskeyStore } from './ports'

/** The passkeys that must not be kept here already, as a request names them. */
export interface Exclusions {
  readonly rp: { readonly id: string }
  readonly excludeCredentialIds: readonly Uint8Array[]
  /** The AppID under which U2F credentials count as excluded too. */
  readonly excludeAppId?: string | undefined
  readonly requireUserVerification: boolean
}

/**
 * Step 3 of authenticatorMakeCredential: whether a passkey that the relying party excluded is kept here. A passkey
 * that credProtect protects is known only to a user who is verified (CTAP 2.1 §6.1.2).
 */
export function holdsExcluded(
  { rp, excludeAppId: appId, requireUserVerification: verified, ...exclusions }: Exclusions,
  description: AuthenticatorDescription,
  { store }: { readonly store: Pick<PasskeyStore, 'find'> },
): boolean {
  return exclusions.excludeCredentialIds.some((id) => {
    const known = findUsable(id, { rpId: rp.id, appId }, description, store)
    return known !== undefined && isUsableUnderCredProtect(known, { named: true, verified })
  })
}
