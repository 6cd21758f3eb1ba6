/**
 * The simulated parts of a ceremony, for the record. Latchkey is a mock, so a record that says a user was verified must also
 * say that the verification was simulated.
 */
import { statesVerification } from '../authenticator/authenticator-data'
import { PLATFORM_AUTHENTICATOR, type AuthenticatorDescription } from '../authenticator/description'

/** What the authenticator stated. */
export interface Stated {
  readonly authenticatorData: Uint8Array
  /** UV is set although no user was verified. */
  readonly verificationClaimed: boolean
}

/** @returns parts of a sentence; empty when no part was simulated. */
export function whatWasSimulated(
  { name, counter }: AuthenticatorDescription,
  { authenticatorData, verificationClaimed }: Stated,
): readonly string[] {
  const isFixed = typeof counter === 'object' && 'fixed' in counter
  return [
    ...(name === PLATFORM_AUTHENTICATOR.name ? [] : [`the authenticator (${name}) was simulated`]),
    ...(statesVerification(authenticatorData) ? [howVerified(verificationClaimed)] : []),
    ...(isFixed ? [`the counter is fixed at ${counter.fixed}`] : []),
  ]
}

function howVerified(isClaimed: boolean): string {
  return isClaimed
    ? 'user verification was claimed: nobody was verified'
    : 'verifying the user was simulated'
}
