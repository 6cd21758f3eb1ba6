import { WebAuthnError } from '../errors'
import type { AuthenticatorDescription } from './description'
import type { GivenAnswer } from './ports'

/**
 * What an answer to a question means for the flags (WebAuthn §6.1, §6.2.3). Approving shows presence.
 * Verification is simulated: the description says how it ends.
 *
 * @returns whether the UV flag is set; the UP flag always is.
 * @throws {WebAuthnError} `NotAllowedError` when the user declined, or verification was wanted and failed.
 */
export function userVerified(
  answer: GivenAnswer,
  wanted: boolean,
  { userVerification }: AuthenticatorDescription,
): boolean {
  if (!answer.given) throw declined()
  if (wanted && userVerification === 'fails')
    throw new WebAuthnError(
      'NotAllowedError',
      'user verification failed, because this authenticator is set to fail it',
    )
  return wanted && userVerification === 'succeeds'
}

export function declined(): WebAuthnError {
  return new WebAuthnError('NotAllowedError', 'the user declined')
}
