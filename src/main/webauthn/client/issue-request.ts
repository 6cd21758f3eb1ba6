import { encodeBase64Url } from '../../../shared/base64url'
import type { ExtensionResultsJson } from '../../../shared/extensions-json'
import type { AuthenticationResponseJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import {
  getAssertion,
  type Assertion,
  type GetAssertionInput,
} from '../authenticator/get-assertion'
import { findUsable } from '../authenticator/kept-passkeys'
import type { AuthenticatorPorts } from '../authenticator/ports'
import type { Withdrawable } from '../authenticator/withdrawal'
import { UnaskedError, WebAuthnError } from '../errors'
import {
  offerFault,
  refuseForClient,
  refuseUnverifiable,
  verificationOf,
} from './authenticator-choice'
import type { CheckedRequest } from './checked-request'
import { clientDataFor } from './client-data'
import { fittingIds } from './credential-list'
import { transportFault } from './descriptor-transports'
import type { RequestExtensions } from './extensions/extensions'
import { objectShape } from './object-shape'
import type { AuthenticatorAccess } from './ports'

export interface Got {
  readonly response: AuthenticationResponseJson
  readonly assertion: Assertion
  readonly authenticator: AuthenticatorDescription
  /** The request, and the authenticator that receives it. */
  readonly checked: CheckedRequest
  readonly access: AuthenticatorAccess
}

/** A request whose list of allowed credentials was read. */
export interface PendingRequest extends Withdrawable {
  readonly checked: CheckedRequest
  /** null for any passkey. */
  readonly allowed: readonly Uint8Array[] | null
  /** Whether to ignore the transports that the page states for its passkeys. */
  readonly ignoresTransports: boolean
  /** Whether only available passkeys count (`uiMode: "immediate"`). */
  readonly immediate: boolean
}

/**
 * Signs on one authenticator (WebAuthn §5.1.4.2).
 *
 * @throws {WebAuthnError} `NotAllowedError` or `UnknownError`.
 */
export async function issueRequest(
  pending: PendingRequest,
  access: AuthenticatorAccess,
  ports: AuthenticatorPorts,
): Promise<Got> {
  const { authenticator } = access
  const { checked } = pending
  const extensions = checked.extensionsFor({ authenticator, random: ports.random })
  const { challenge, requester } = checked
  const { clientData, clientDataHash } = clientDataFor(
    { type: 'webauthn.get', challenge, requester },
    authenticator.client,
    ports.random,
  )
  const input = { ...requestInput(pending, extensions, access), clientDataHash }
  const assertion = await getAssertion(input, authenticator, ports)
  const results = extensions.results(assertion)
  const response = authenticationResponse(clientData, assertion, authenticator, results)
  return { response, assertion, authenticator, checked, access }
}

function requestInput(
  pending: PendingRequest,
  extensions: RequestExtensions,
  access: AuthenticatorAccess,
): Omit<GetAssertionInput, 'clientDataHash'> {
  const { rpId, conditional, options, challenge } = pending.checked
  const { authenticator } = access
  if (pending.immediate) refuseDistant(authenticator)
  if (!conditional) {
    refuseForClient({ hints: options.hints, challenge }, authenticator)
    refuseUnverifiable(options.userVerification, authenticator)
    refuseUnreachable(pending, access)
  }
  const word = extensions.verify ? 'required' : options.userVerification
  const verification = verificationOf(word, authenticator)
  return {
    rpId,
    appId: extensions.appId,
    allowCredentialIds: conditional
      ? offerableIds(pending, authenticator)
      : allowedIds(pending, extensions, access),
    conditional,
    immediate: pending.immediate,
    requireUserVerification: verification.verifies,
    claimsVerification: verification.isClaimed,
    extensions: extensions.forAuthenticator,
    signal: pending.signal,
    caughtUp: pending.caughtUp,
  }
}

/** @throws {WebAuthnError} `NotAllowedError`. A security key does not reveal its passkeys before its user touches it. */
function refuseDistant({ attachment, name }: AuthenticatorDescription): void {
  if (attachment !== 'platform')
    throw new UnaskedError(`the passkeys of ${name} are not at hand before the user touches it`)
}

/**
 * A conditional request has no list at this point (§5.1.4.1), and therefore no transports.
 *
 * @throws {WebAuthnError} `NotAllowedError`. Its message says whether only the transports excluded a passkey.
 */
function refuseUnreachable(
  { checked: { rpId, options }, allowed, ignoresTransports }: PendingRequest,
  { authenticator, store }: AuthenticatorAccess,
): void {
  const fault = ignoresTransports ? null : transportFault(options.allowCredentials, authenticator)
  if (fault === null) return
  const has = allowed?.some((id) => findUsable(id, { rpId }, authenticator, store))
  const found = has ? ', and has a passkey that the page allows: it is not offered' : ''
  throw new WebAuthnError('NotAllowedError', `${fault}${found}`)
}

function allowedIds(
  { checked: { rpId }, allowed }: PendingRequest,
  { appId }: RequestExtensions,
  access: AuthenticatorAccess,
): readonly Uint8Array[] | null {
  return allowed && fittingIds({ rpId, appId }, allowed, access)
}

/**
 * The client's own filter of conditional requests (§5.1.4.1). If the page requires verification, an authenticator that cannot
 * verify the user has no passkey to offer, and the request stays pending.
 */
function offerableIds(
  { checked: { options }, allowed }: PendingRequest,
  authenticator: AuthenticatorDescription,
): readonly Uint8Array[] | null {
  return offerFault(options.userVerification, authenticator) ? [] : allowed
}

function authenticationResponse(
  clientData: Uint8Array,
  { passkey, authenticatorData, signature, userHandle }: Assertion,
  { attachment, client }: AuthenticatorDescription,
  clientExtensionResults: ExtensionResultsJson,
): AuthenticationResponseJson {
  const id = encodeBase64Url(passkey.credentialId)
  return {
    id,
    rawId: id,
    response: {
      clientDataJSON: encodeBase64Url(clientData),
      authenticatorData: encodeBase64Url(authenticatorData),
      signature: encodeBase64Url(signature),
      ...(userHandle && { userHandle: encodeBase64Url(userHandle) }),
    },
    authenticatorAttachment: attachment,
    clientExtensionResults,
    type: 'public-key',
    ...objectShape(client),
  }
}
