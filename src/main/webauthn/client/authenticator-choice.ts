/** What a relying party's wishes mean for this authenticator (WebAuthn §5.1.3 step 22, §5.1.4.2). */
import type { CreationOptionsJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import { WebAuthnError } from '../errors'

type Selection = CreationOptionsJson['authenticatorSelection']

/**
 * Passes over an authenticator that cannot do what is required. If no authenticator is left, the ceremony ends at
 * once: which authenticators Latchkey has is no secret.
 *
 * @throws {WebAuthnError} `NotAllowedError`.
 */
export function refuseUnfit(selection: Selection, authenticator: AuthenticatorDescription): void {
  const { authenticatorAttachment: attachment } = selection
  if (isAttachment(attachment) && attachment !== authenticator.attachment)
    throw unfit(
      `the page wants a ${attachment} authenticator; this is a ${authenticator.attachment} one`,
    )
  if (insistsOnResidentKey(selection) && !authenticator.residentKeys)
    throw unfit('the page requires a discoverable passkey; this authenticator keeps none')
  refuseUnverifiable(selection.userVerification, authenticator)
}

/** @throws {WebAuthnError} `NotAllowedError`. */
export function refuseUnverifiable(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): void {
  if (isUnverifiable(userVerification, authenticator))
    throw unfit('the page requires user verification; this authenticator has none')
}

/** Whether the page requires what this authenticator cannot do. */
export function isUnverifiable(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): boolean {
  return userVerification === 'required' && authenticator.userVerification === 'unavailable'
}

/**
 * A passkey that is made without asking cannot come with user verification.
 *
 * @throws {WebAuthnError} `ConstraintError`, which the page sees.
 */
export function refuseVerification(userVerification: string): void {
  if (userVerification === 'required')
    throw new WebAuthnError(
      'ConstraintError',
      'the page requires user verification of a passkey that is made without asking',
    )
}

/** Whether the passkey must be discoverable. */
export function insistsOnResidentKey(selection: Selection): boolean {
  return residentKeyOf(selection) === 'required'
}

/** The parameter of authenticatorMakeCredential: whether a discoverable passkey is to be made. */
export function requireResidentKey(
  selection: Selection,
  { residentKeys }: AuthenticatorDescription,
): boolean {
  const wish = residentKeyOf(selection)
  return wish === 'required' || (wish === 'preferred' && residentKeys)
}

export function requireUserVerification(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): boolean {
  if (userVerification === 'discouraged') return false
  return authenticator.userVerification !== 'unavailable'
}

/** An unknown value counts as absent. If the value is absent, the older member decides (§5.4.4). */
function residentKeyOf({ residentKey, requireResidentKey: required }: Selection) {
  if (residentKey === 'required' || residentKey === 'preferred' || residentKey === 'discouraged')
    return residentKey
  return required ? 'required' : 'discouraged'
}

function isAttachment(value: string | undefined): value is 'platform' | 'cross-platform' {
  return value === 'platform' || value === 'cross-platform'
}

function unfit(message: string): WebAuthnError {
  return new WebAuthnError('NotAllowedError', message)
}
