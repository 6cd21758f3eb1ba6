import { WebAuthnError } from '../errors'
import type { AuthenticatorDescription } from './description'
import type { GivenAnswer } from './ports'

/**
 * How an answer to a question sets the flags (WebAuthn §6.1, §6.2.3). Approving shows presence. Verification is simulated: the
 * description gives its result.
 *
 * @returns whether the UV flag is set. The UP flag is always set.
 * @throws {WebAuthnError} `NotAllowedError` when the user declined, or required verification failed.
 */
export function userVerified(
  answer: GivenAnswer,
  wanted: boolean,
  { userVerification }: AuthenticatorDescription,
): boolean {
  if (!answer.given) throw declined(answer)
  if (wanted && userVerification === 'fails')
    throw new WebAuthnError(
      'NotAllowedError',
      'user verification failed, because this authenticator is set to fail it',
    )
  return wanted && userVerification === 'succeeds'
}

export function declined({ refusal = 'the user declined' }: GivenAnswer): WebAuthnError {
  return new WebAuthnError('NotAllowedError', refusal)
}
