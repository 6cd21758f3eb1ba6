/**
 * What of a ceremony was simulated, for the record. Who reads that a user was verified must also read that
 * nobody was: this is a mock.
 */
import { statesVerification } from '../authenticator/authenticator-data'
import { PLATFORM_AUTHENTICATOR, type AuthenticatorDescription } from '../authenticator/description'

/** @returns parts of a sentence, none where there is nothing to say. */
export function simulated(
  { name, counter }: AuthenticatorDescription,
  authenticatorData: Uint8Array,
): readonly string[] {
  return [
    ...(name === PLATFORM_AUTHENTICATOR.name ? [] : [`the authenticator (${name}) was simulated`]),
    ...(statesVerification(authenticatorData) ? ['verifying the user was simulated'] : []),
    ...(typeof counter === 'object' ? [`the counter is fixed at ${counter.fixed}`] : []),
  ]
}
