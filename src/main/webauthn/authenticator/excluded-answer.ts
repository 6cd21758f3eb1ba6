import { WebAuthnError } from '../errors'
import type { AuthenticatorDescription } from './description'
import type { Withdrawable } from './withdrawal'

const KEPT = 'a passkey that the page excluded is kept here'

/**
 * What the page learns when one of its excluded passkeys is kept here, as the provider answers. A provider that gives no
 * answer lets the time of the ceremony run out.
 *
 * @returns the error, once the page may have it. Rejects with the page's own reason when the page gives the request up.
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

/** What the page learns at once. */
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
