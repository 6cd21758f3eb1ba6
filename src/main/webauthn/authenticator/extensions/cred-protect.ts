import type { OfferCause } from '../../../../shared/offer-cause'
import type { Passkey } from '../ports'
import type { AuthenticatorExtension } from './extension'

/** credProtect (CTAP 2.1 §12.1): states the level that the passkey was made with. */
export const credProtect: AuthenticatorExtension = {
  id: 'credProtect',
  register: ({ inputs: { credProtect: level } }) =>
    level && { signed: ['credProtect', level], state: { credProtect: level } },
}

/**
 * Whether a passkey's level lets a ceremony use it (CTAP 2.1 §6.2.2).
 *
 * @param how `named`: the page named this passkey. `verified`: the user will be verified.
 */
export function isUsableUnderCredProtect(passkey: Passkey, how: UseOfPasskey): boolean {
  return whyProtected(passkey, how) === null
}

interface UseOfPasskey {
  readonly named: boolean
  readonly verified: boolean
}

/** @returns null if {@link isUsableUnderCredProtect}. */
export function whyProtected(
  { extensions: { credProtect: level } }: Passkey,
  { named, verified }: UseOfPasskey,
): OfferCause | null {
  if (verified || level === null || level === 1 || (level === 2 && named)) return null
  return { is: level === 2 ? 'cred-protect-needs-list' : 'cred-protect-needs-verification' }
}

/** Why a usable passkey is usable. */
export function whyUsable(
  { extensions: { credProtect: level } }: Passkey,
  verified: boolean,
): OfferCause {
  if (level === null || level === 1) return { is: 'cred-protect-allows' }
  return { is: verified ? 'cred-protect-verified' : 'cred-protect-listed' }
}
