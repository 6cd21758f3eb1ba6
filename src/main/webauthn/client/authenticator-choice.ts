/** Whether this authenticator can do what a relying party requests (WebAuthn §5.1.3 step 22, §5.1.4.2). */
import type { CreationCause } from '../../../shared/creation-cause'
import type { OfferCause } from '../../../shared/offer-cause'
import type { CreationOptionsJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import { VERIFICATION_WORDS, type VerificationWay } from '../authenticator/behaviour'
import { WebAuthnError } from '../errors'

type Selection = CreationOptionsJson['authenticatorSelection']

/**
 * Passes over an authenticator that cannot do what is required. If no authenticator is left, the ceremony ends at once, because
 * the list of Latchkey's authenticators is not secret.
 *
 * @throws {WebAuthnError} `NotAllowedError`.
 */
export function refuseUnfit(selection: Selection, authenticator: AuthenticatorDescription): void {
  const attachment = attachmentFault(selection, authenticator)
  if (attachment)
    throw unfit(
      `the page wants a ${attachment.wanted} authenticator; this is a ${attachment.own} one`,
    )
  const residency = residencyFault(selection, authenticator)
  if (residency?.is === 'keeps-no-discoverable')
    throw unfit('the page requires a discoverable passkey; this authenticator keeps none')
  if (residency)
    throw unfit(`${authenticator.name} makes no passkey where a discoverable one is discouraged`)
  refuseUnverifiable(selection.userVerification, authenticator)
}

type CreationFault<Is extends CreationCause['is']> = Extract<CreationCause, { readonly is: Is }>

/** @returns null when the page accepts the attachment. */
export function attachmentFault(
  { authenticatorAttachment: wanted }: Selection,
  { attachment: own }: AuthenticatorDescription,
): CreationFault<'other-attachment'> | null {
  return isAttachment(wanted) && wanted !== own ? { is: 'other-attachment', wanted, own } : null
}

/** @returns null when the authenticator can do what the page requests about discoverable passkeys. */
export function residencyFault(
  selection: Selection,
  { residentKeys, behaviour }: AuthenticatorDescription,
): CreationFault<'keeps-no-discoverable' | 'only-discoverable'> | null {
  if (insistsOnResidentKey(selection) && !residentKeys) return { is: 'keeps-no-discoverable' }
  return residentKeyOf(selection) === 'discouraged' && behaviour.residentKeyDiscouraged === 'refuse'
    ? { is: 'only-discoverable' }
    : null
}

/** @throws {WebAuthnError} `NotAllowedError`. */
export function refuseUnverifiable(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): void {
  const fault = verificationFault(userVerification, authenticator)
  if (fault?.is === 'verification-declined')
    throw unfit(
      `${authenticator.name} declines requests whose user verification is ${userVerification}`,
    )
  if (fault) throw unfit('the page requires user verification; this authenticator has none')
}

/**
 * A provider's own client leaves some requests to the browser, and rejects others.
 *
 * @throws {WebAuthnError} `NotAllowedError`, or `TypeError` for a challenge that is too short for the client.
 */
export function refuseForClient(
  asked: AskedOfClient,
  authenticator: AuthenticatorDescription,
): void {
  const { name } = authenticator
  const fault = clientFault(asked, authenticator)
  if (fault?.is === 'hints-declined')
    throw unfit(
      `${name} leaves requests with only the hint ${fault.words.join(', ')} to the browser`,
    )
  if (fault)
    throw new WebAuthnError(
      'TypeError',
      `challenge: ${name} expects at least ${fault.limit} bytes, and got ${fault.value}`,
    )
}

interface AskedOfClient {
  readonly hints: readonly string[]
  readonly challenge: Uint8Array
}

type Fault<Is extends OfferCause['is']> = Extract<OfferCause, { readonly is: Is }>

/** @returns null when {@link refuseForClient} does not refuse. */
export function clientFault(
  { hints, challenge }: AskedOfClient,
  { client: { declinedHints, shortestChallenge: limit } }: AuthenticatorDescription,
): Fault<'hints-declined' | 'challenge-too-short'> | null {
  if (hints.length > 0 && hints.every((hint) => declinedHints.includes(hint)))
    return { is: 'hints-declined', words: [...hints] }
  const { length } = challenge
  return length < limit ? { is: 'challenge-too-short', value: length, limit } : null
}

/** @returns null unless the page requires verification and this authenticator cannot verify. */
export function verificationFault(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): Fault<'verification-declined' | 'verification-missing'> | null {
  const way = wayOf(userVerification, authenticator)
  if (way === 'refuse') return { is: 'verification-declined', words: [userVerification] }
  const unavailable = authenticator.userVerification === 'unavailable'
  return userVerification === 'required' && way === 'verify' && unavailable
    ? { is: 'verification-missing' }
    : null
}

/** @returns null when the authenticator makes offers for conditional requests with this value. */
export function offerFault(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): Fault<'no-autofill' | 'verification-declined' | 'verification-missing'> | null {
  if (!authenticator.behaviour.conditionalGet) return { is: 'no-autofill' }
  return verificationFault(userVerification, authenticator)
}

/**
 * A passkey that is made without asking cannot include user verification. Not every provider makes such passkeys.
 *
 * @throws {WebAuthnError} `ConstraintError`, which the page sees, or `NotAllowedError`.
 */
export function refuseUnasked(
  userVerification: string,
  { name, behaviour }: AuthenticatorDescription,
): void {
  const fault = unaskedFault(userVerification, { behaviour })
  if (fault?.is === 'makes-none-unasked') throw unfit(`${name} makes no passkey without asking`)
  if (fault)
    throw new WebAuthnError(
      'ConstraintError',
      'the page requires user verification of a passkey that is made without asking',
    )
}

/** @returns null when {@link refuseUnasked} does not refuse. */
export function unaskedFault(
  userVerification: string,
  { behaviour }: Pick<AuthenticatorDescription, 'behaviour'>,
): CreationFault<'makes-none-unasked' | 'unasked-unverified'> | null {
  if (!behaviour.conditionalCreate) return { is: 'makes-none-unasked' }
  return userVerification === 'required' ? { is: 'unasked-unverified' } : null
}

/** Whether the passkey must be discoverable. */
export function insistsOnResidentKey(selection: Selection): boolean {
  return residentKeyOf(selection) === 'required'
}

/** The parameter of authenticatorMakeCredential: whether to make a discoverable passkey. */
export function requireResidentKey(
  selection: Selection,
  { residentKeys, behaviour }: AuthenticatorDescription,
): boolean {
  const wish = residentKeyOf(selection)
  if (wish === 'discouraged')
    return residentKeys && behaviour.residentKeyDiscouraged === 'discoverable'
  return wish === 'required' || residentKeys
}

/** How a provider handles user verification in one ceremony. */
export interface Verification {
  /** The parameter of the authenticator's operations: whether to set UV. */
  readonly verifies: boolean
  /** UV is set although the provider verifies no user. */
  readonly isClaimed: boolean
}

export function verificationOf(
  userVerification: string,
  authenticator: AuthenticatorDescription,
): Verification {
  const way = wayOf(userVerification, authenticator)
  const isClaimed = way === 'claim'
  const canVerify = authenticator.userVerification !== 'unavailable'
  return { verifies: isClaimed || (way === 'verify' && canVerify), isClaimed }
}

/** An unknown value counts as `preferred`. */
function wayOf(word: string, { behaviour }: AuthenticatorDescription): VerificationWay {
  const known = VERIFICATION_WORDS.find((one) => one === word) ?? 'preferred'
  return behaviour.verification[known]
}

/** An unknown value counts as absent. Without a value, the older member decides (§5.4.4). */
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
