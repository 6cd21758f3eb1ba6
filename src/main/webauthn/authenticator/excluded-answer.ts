import { WebAuthnError } from '../errors'
import type { AuthenticatorDescription } from './description'
import type { Withdrawable } from './withdrawal'

const KEPT = 'a passkey that the page excluded is kept here'

/**
 * The provider's answer to a page that excluded a passkey which is kept here. A silent provider lets the ceremony time out.
 *
 * @returns the error, once the page may have it. Rejects with the page's own reason when the page cancels the request.
 */
export async function answerToExcluded(
  { signal }: Pick<Withdrawable, 'signal'>,
  description: AuthenticatorDescription,
): Promise<WebAuthnError> {
  if (description.behaviour.excluded !== 'silence') return excluded(description)
  const reason = await abortOf(signal)
  if (!(reason instanceof WebAuthnError)) throw reason
  const silence = `${KEPT}, and ${description.name} gave no answer until the time was over`
  return new WebAuthnError('NotAllowedError', silence)
}

/** The immediate answer. */
export function excluded({
  behaviour,
}: Pick<AuthenticatorDescription, 'behaviour'>): WebAuthnError {
  const name = behaviour.excluded === 'NotAllowedError' ? 'NotAllowedError' : 'InvalidStateError'
  return new WebAuthnError(name, KEPT)
}

function abortOf(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason)
    else signal.addEventListener('abort', () => resolve(signal.reason), { once: true })
  })
}
