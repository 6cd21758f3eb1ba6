/** The checks of a `create()` that do not depend on the authenticator (WebAuthn §5.1.3 steps 2 to 12). */
import { decodeBase64Url } from '../../../shared/base64url'
import { parseUserHandle, type UserHandle } from '../../../shared/user-handle'
import { creationOptionsSchema, type CreationOptionsJson } from '../../../shared/webauthn-json'
import { ES256, RS256 } from '../authenticator/algorithms/ids'
import type { User } from '../authenticator/new-passkey'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { planCreation, type CreationExtensions } from './extensions/extensions'
import type { CreationTarget } from './extensions/extension'
import { parseOptions, refuseMediation } from './options'
import type { Requester } from './ports'

export interface CreateRequest extends Withdrawable {
  readonly requester: Requester
  /** PublicKeyCredentialCreationOptionsJSON, not yet parsed. */
  readonly options: unknown
  readonly mediation: string | undefined
  /** Whether the page gave an AbortSignal; absent when unknown. */
  readonly hasSignal?: boolean | undefined
  /** Whether the caller gets the response as JSON instead of a page's object; false by default. */
  readonly isJson?: boolean
}

/** The result of the steps before the check of the RP ID. */
export interface ParsedCreation {
  readonly requester: Requester
  /** An automatic upgrade: the passkey is made without asking. */
  readonly conditional: boolean
  readonly options: CreationOptionsJson
  readonly user: User
}

export interface CheckedCreation extends ParsedCreation {
  readonly rpId: string
  /** COSE algorithm identifiers, most preferred first. */
  readonly algorithms: readonly number[]
  readonly extensionsFor: (target: CreationTarget) => CreationExtensions
  readonly challenge: Uint8Array
}

/** What an empty list means (§5.1.3 step 10). */
const DEFAULT_ALGORITHMS = [ES256, RS256]

/** @throws {WebAuthnError} `TypeError` or `NotAllowedError`. */
export function parseCreation({ requester, mediation, ...request }: CreateRequest): ParsedCreation {
  refuseMediation(mediation, ['required', 'silent', 'conditional'])
  const conditional = mediation === 'conditional'
  const options = parseOptions(creationOptionsSchema, request.options)

  // Step 2
  if (conditional && requester.crossOrigin)
    throw new WebAuthnError('NotAllowedError', 'a cross-origin frame wants an automatic upgrade')

  // Step 5
  const { id, name, displayName } = options.user
  return { requester, conditional, options, user: { id: userHandleOf(id), name, displayName } }
}

/** @throws {WebAuthnError} `NotSupportedError` or `SecurityError`. */
export function checkCreation(parsed: ParsedCreation, rpId: string): CheckedCreation {
  const { options, requester } = parsed

  // Steps 9 and 10
  const algorithms = wantedAlgorithms(options.pubKeyCredParams)

  // Steps 11 and 12
  const extensionsFor = planCreation({
    inputs: options.extensions ?? {},
    origin: requester.origin,
  })

  const challenge = decodeBase64Url(options.challenge)
  return { ...parsed, rpId, algorithms, extensionsFor, challenge }
}

/** @throws {WebAuthnError} `TypeError`. */
function userHandleOf(id: string): UserHandle {
  const bytes = decodeBase64Url(id)
  const userHandle = parseUserHandle(bytes)
  if (userHandle) return userHandle
  throw new WebAuthnError('TypeError', `the member user.id has ${bytes.length} bytes, not 1 to 64`)
}

/** Step 10. An unknown algorithm is not an error here, because the authenticator skips it. */
function wantedAlgorithms(parameters: CreationOptionsJson['pubKeyCredParams']): readonly number[] {
  if (parameters.length === 0) return DEFAULT_ALGORITHMS
  const known = parameters.filter(({ type }) => type === 'public-key')
  if (known.length === 0)
    throw new WebAuthnError('NotSupportedError', 'no known credential type is in pubKeyCredParams')
  return known.map(({ alg }) => alg)
}
