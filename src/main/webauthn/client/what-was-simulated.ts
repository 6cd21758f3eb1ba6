/**
 * Which parts of a ceremony were simulated, for the record. This is a mock: a record that says a user was verified must
 * also say that the verification was simulated.
 */
import { statesVerification } from '../authenticator/authenticator-data'
import { PLATFORM_AUTHENTICATOR, type AuthenticatorDescription } from '../authenticator/description'

/** @returns parts of a sentence; empty where no part was simulated. */
export function whatWasSimulated(
  { name, counter }: AuthenticatorDescription,
  authenticatorData: Uint8Array,
): readonly string[] {
  return [
    ...(name === PLATFORM_AUTHENTICATOR.name ? [] : [`the authenticator (${name}) was simulated`]),
    ...(statesVerification(authenticatorData) ? ['verifying the user was simulated'] : []),
    ...(typeof counter === 'object' ? [`the counter is fixed at ${counter.fixed}`] : []),
  ]
}
