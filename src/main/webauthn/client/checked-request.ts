/** The checks of a `get()` that do not depend on the authenticator (WebAuthn §5.1.4.1). */
import { decodeBase64Url } from '../../../shared/base64url'
import { requestOptionsSchema, type RequestOptionsJson } from '../../../shared/webauthn-json'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { namedIds } from './credential-list'
import type { RequestTarget } from './extensions/extension'
import { planRequest, type RequestExtensions } from './extensions/extensions'
import { parseOptions, refuseMediation } from './options'
import type { AskedUi, Requester } from './ports'

export interface GetRequest extends Withdrawable {
  readonly requester: Requester
  /** PublicKeyCredentialRequestOptionsJSON, not yet parsed. */
  readonly options: unknown
  readonly mediation: string | undefined
  /** Whether the page gave an AbortSignal; absent when unknown. */
  readonly hasSignal?: boolean | undefined
  /** Absent unless the page gave `uiMode`. */
  readonly ui?: AskedUi | undefined
  /** Whether the caller gets the response as JSON instead of a page's object; false by default. */
  readonly isJson?: boolean
}

/** The result of the steps before the check of the RP ID. */
export interface ParsedRequest {
  readonly requester: Requester
  readonly conditional: boolean
  readonly options: RequestOptionsJson
}

export interface CheckedRequest extends ParsedRequest {
  readonly rpId: string
  readonly extensionsFor: (target: RequestTarget) => RequestExtensions
  readonly challenge: Uint8Array
}

/** @throws {WebAuthnError} `TypeError`. */
export function parseRequest({ requester, mediation, ...request }: GetRequest): ParsedRequest {
  // A client that ignores `silent`, as Chromium's does, asks the user. Any other client has already answered.
  refuseMediation(mediation, ['required', 'silent', 'conditional'])
  const options = parseOptions(requestOptionsSchema, request.options)
  return { requester, conditional: mediation === 'conditional', options }
}

/** @throws {WebAuthnError} `NotSupportedError`, `SecurityError` or `SyntaxError`. */
export function checkRequest(parsed: ParsedRequest, rpId: string): CheckedRequest {
  const { options, requester, conditional } = parsed
  const extensionsFor = planRequest({
    inputs: options.extensions ?? {},
    origin: requester.origin,
    conditional,
    allowCredentials: conditional ? [] : options.allowCredentials.map(({ id }) => id),
  })
  const challenge = decodeBase64Url(options.challenge)
  return { requester, conditional, options, rpId, extensionsFor, challenge }
}

/**
 * The ids that the page allows. Refuses a list whose descriptors all have unknown types, because an empty list would mean "any
 * passkey" (§5.8.3). The specification does not name the error. Every other list that matches no passkey ends with
 * NotAllowedError, so this one does too.
 *
 * @returns null for any passkey.
 * @throws {WebAuthnError} `NotAllowedError`.
 */
export function allowedIds({ allowCredentials }: RequestOptionsJson): readonly Uint8Array[] | null {
  if (allowCredentials.length === 0) return null
  const ids = namedIds(allowCredentials)
  if (ids.length === 0)
    throw new WebAuthnError('NotAllowedError', 'no known credential type is in allowCredentials')
  return ids
}
