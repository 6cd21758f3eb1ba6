import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import type { ExtensionResultsJson } from '../../../shared/extensions-json'
import {
  requestOptionsSchema,
  type AuthenticationResponseJson,
  type RequestOptionsJson,
} from '../../../shared/webauthn-json'
import { getAssertion, type Assertion } from '../authenticator/get-assertion'
import { WebAuthnError } from '../errors'
import { isUnverifiable, refuseUnverifiable, requireUserVerification } from './authenticator-choice'
import { hashClientData, serializeClientData } from './client-data'
import { namedIds, withinLimits } from './credential-list'
import { hinted } from './hinted'
import { parseOptions, refuseMediation } from './options'
import { planRequest } from './extensions/extensions'
import type { CeremonyPorts, Requester } from './ports'
import { ownRpId, relatedRpId } from './rp-id'
import { withinTime } from './time-out'

export interface GetRequest {
  readonly requester: Requester
  /** PublicKeyCredentialRequestOptionsJSON, not yet parsed. */
  readonly options: unknown
  readonly mediation: string | undefined
  readonly signal: AbortSignal
}

export interface Got {
  readonly response: AuthenticationResponseJson
  readonly assertion: Assertion
}

/**
 * The client's part of `get()`, WebAuthn §5.1.4.1 and §5.1.4.2.
 *
 * Not here: Permissions Policy, opaque origins and `silent`, which the page's script settles.
 *
 * @throws {WebAuthnError} `TypeError`, `SecurityError`, `NotSupportedError`, `SyntaxError`,
 *   `NotAllowedError` or `UnknownError`. An abort of `request.signal` throws its reason.
 */
export async function get(request: GetRequest, ports: CeremonyPorts): Promise<Got> {
  const { requester, signal } = request
  refuseMediation(request.mediation, ['required', 'conditional'])
  const conditional = request.mediation === 'conditional'
  const options = parseOptions(requestOptionsSchema, request.options)
  const rpId =
    ownRpId(requester.origin, options.rpId) ??
    (await relatedRpId(requester.origin, options.rpId, { ...ports, signal }))
  const extensions = planRequest({
    inputs: options.extensions ?? {},
    origin: requester.origin,
    authenticator: ports.authenticator,
    allowCredentials: conditional ? [] : options.allowCredentials.map(({ id }) => id),
    random: ports.random,
  })
  const clientData = serializeClientData({
    type: 'webauthn.get',
    challenge: decodeBase64Url(options.challenge),
    requester,
  })
  signal.throwIfAborted()

  const allowed = allowedIds(options.allowCredentials)
  if (!conditional) refuseUnverifiable(options.userVerification, ports.authenticator)
  const timeout = conditional ? null : options.timeout
  const assertion = await withinTime(timeout, signal, ports, (ended) =>
    getAssertion(
      {
        rpId,
        appId: extensions.appId,
        clientDataHash: hashClientData(clientData),
        allowCredentialIds: conditional
          ? offerable(allowed, options, ports)
          : allowed && withinLimits(rpId, allowed, ports),
        conditional,
        requireUserVerification: requireUserVerification(
          extensions.verify ? 'required' : options.userVerification,
          ports.authenticator,
        ),
        extensions: extensions.forAuthenticator,
        signal: ended,
      },
      ports.authenticator,
      { ...ports, consent: hinted(ports.consent, options.hints) },
    ),
  )
  return {
    assertion,
    response: authenticationResponse(clientData, assertion, extensions.results(assertion), ports),
  }
}

/**
 * When descriptors of unknown types are all that there is, the list is not an empty one, which would mean "any
 * passkey".
 *
 * @returns null for any passkey.
 */
function allowedIds(
  descriptors: RequestOptionsJson['allowCredentials'],
): readonly Uint8Array[] | null {
  if (descriptors.length === 0) return null
  const ids = namedIds(descriptors)
  if (ids.length === 0)
    throw new WebAuthnError('NotSupportedError', 'allowCredentials holds no known credential type')
  return ids
}

/**
 * Conditional: the client's own filter, while the authenticator finds what it can (§5.1.4.1). One that cannot
 * verify where it must is passed over without a word, and the request stays pending with nothing to offer.
 */
function offerable(
  allowed: readonly Uint8Array[] | null,
  { userVerification }: RequestOptionsJson,
  { authenticator }: CeremonyPorts,
): readonly Uint8Array[] | null {
  return isUnverifiable(userVerification, authenticator) ? [] : allowed
}

function authenticationResponse(
  clientData: Uint8Array,
  { passkey, authenticatorData, signature, userHandle }: Assertion,
  clientExtensionResults: ExtensionResultsJson,
  { authenticator }: CeremonyPorts,
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
    authenticatorAttachment: authenticator.attachment,
    clientExtensionResults,
    type: 'public-key',
  }
}
