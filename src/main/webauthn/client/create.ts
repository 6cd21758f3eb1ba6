import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import type { ExtensionResultsJson } from '../../../shared/extensions-json'
import {
  creationOptionsSchema,
  type CreationOptionsJson,
  type RegistrationResponseJson,
} from '../../../shared/webauthn-json'
import {
  makeCredential,
  type MadeCredential,
  type MakeCredentialInput,
} from '../authenticator/make-credential'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { AuthenticatorPorts } from '../authenticator/ports'
import { WebAuthnError } from '../errors'
import { conveyedAttestation } from './attestation-conveyance'
import { refuseUnfit, refuseVerification, requireResidentKey } from './authenticator-choice'
import { hashClientData, serializeClientData } from './client-data'
import { creationInput } from './creation-input'
import { hinted } from './hinted'
import { parseOptions, refuseMediation } from './options'
import { planCreation } from './extensions/extensions'
import type { CeremonyPorts, Requester } from './ports'
import { ownRpId, relatedRpId } from './rp-id'
import { withinTime } from './time-out'

export interface CreateRequest {
  readonly requester: Requester
  /** PublicKeyCredentialCreationOptionsJSON, not yet parsed. */
  readonly options: unknown
  readonly mediation: string | undefined
  readonly signal: AbortSignal
}

export interface Created {
  readonly response: RegistrationResponseJson
  readonly made: MadeCredential
}

/** ES256 and RS256: what an empty list means (§5.1.3 step 10). */
const DEFAULT_ALGORITHMS = [-7, -257]

/**
 * The client's part of `create()`, WebAuthn §5.1.3. Its step numbers stand beside the code.
 *
 * Not here: steps 1, 2 and 6, which the page's script and the bridge have done (options of the right shape,
 * Permissions Policy, user activation, opaque origins).
 *
 * @throws {WebAuthnError} `TypeError`, `SecurityError`, `NotSupportedError`, `NotAllowedError`,
 *   `InvalidStateError`, `ConstraintError` (`conditional` alone) or `UnknownError`. An abort of
 *   `request.signal` throws its reason.
 */
export async function create(request: CreateRequest, ports: CeremonyPorts): Promise<Created> {
  const { requester, signal } = request
  const { authenticator } = ports
  refuseMediation(request.mediation, ['required', 'silent', 'conditional'])
  const conditional = request.mediation === 'conditional'
  const options = parseOptions(creationOptionsSchema, request.options)

  // Step 2
  if (conditional && requester.crossOrigin)
    throw new WebAuthnError('NotAllowedError', 'a cross-origin frame wants an automatic upgrade')

  // Step 5
  const userHandle = userHandleOf(options)

  // Steps 7 and 8
  const rpId =
    ownRpId(requester.origin, options.rp.id) ??
    (await relatedRpId(requester.origin, options.rp.id, { ...ports, signal }))

  // Steps 9 and 10
  const algorithms = wantedAlgorithms(options.pubKeyCredParams)

  // Steps 11 and 12
  const discoverable = requireResidentKey(options.authenticatorSelection, authenticator)
  const extensions = planCreation({
    inputs: options.extensions ?? {},
    origin: requester.origin,
    authenticator,
    discoverable,
  })

  // Steps 13 to 16
  const clientData = serializeClientData({
    type: 'webauthn.create',
    challenge: decodeBase64Url(options.challenge),
    requester,
  })
  signal.throwIfAborted()

  // Step 19
  if (conditional && !ports.signedInLately(requester.origin)) throw notSignedIn()

  // Steps 20 to 22
  refuseUnfit(options.authenticatorSelection, authenticator)
  if (extensions.unfit !== undefined) throw new WebAuthnError('NotAllowedError', extensions.unfit)
  if (conditional) refuseVerification(options.authenticatorSelection.userVerification)
  const input = creationInput(
    {
      options,
      conditional,
      origin: requester.origin,
      rpId,
      userHandle,
      algorithms,
      discoverable,
      extensions,
      clientDataHash: hashClientData(clientData),
    },
    ports,
  )
  const bringBack = conditional ? ports.useSignIn(requester.origin) : undefined
  const made = await withinTime(options.timeout, signal, ports, (ended) =>
    authenticatorMakes({ ...input, signal: ended }, authenticator, {
      ...ports,
      consent: hinted(ports.consent, options.hints),
    }),
  ).catch((error: unknown) => {
    bringBack?.()
    throw error
  })
  return {
    made,
    response: registrationResponse(options, clientData, made, extensions.results(made), ports),
  }
}

function notSignedIn(): WebAuthnError {
  return new WebAuthnError(
    'NotAllowedError',
    'the page wants a passkey made without asking, and nobody has signed in to this origin by Latchkey ' +
      'within the last five minutes; a sign-in counts for one passkey',
  )
}

/** @throws {WebAuthnError} `TypeError` when it has not 1 to 64 bytes. */
function userHandleOf({ user }: CreationOptionsJson): Uint8Array {
  const userHandle = decodeBase64Url(user.id)
  if (userHandle.length >= 1 && userHandle.length <= 64) return userHandle
  throw new WebAuthnError('TypeError', `user.id has ${userHandle.length} bytes, not 1 to 64`)
}

/** Step 10. An unknown algorithm is no error here: the authenticator passes over it. */
function wantedAlgorithms(parameters: CreationOptionsJson['pubKeyCredParams']): readonly number[] {
  if (parameters.length === 0) return DEFAULT_ALGORITHMS
  const known = parameters.filter(({ type }) => type === 'public-key')
  if (known.length === 0)
    throw new WebAuthnError('NotSupportedError', 'pubKeyCredParams holds no known credential type')
  return known.map(({ alg }) => alg)
}

/** What else fails in the authenticator, the page must not tell from a refusal (step 22). */
async function authenticatorMakes(
  input: MakeCredentialInput,
  authenticator: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<MadeCredential> {
  try {
    return await makeCredential(input, authenticator, ports)
  } catch (error) {
    if (
      error instanceof WebAuthnError &&
      (error.name === 'NotSupportedError' || error.name === 'ConstraintError')
    )
      throw new WebAuthnError('NotAllowedError', error.message, { cause: error })
    throw error
  }
}

function registrationResponse(
  { attestation }: CreationOptionsJson,
  clientData: Uint8Array,
  made: MadeCredential,
  clientExtensionResults: ExtensionResultsJson,
  { authenticator }: CeremonyPorts,
): RegistrationResponseJson {
  const id = encodeBase64Url(made.passkey.credentialId)
  return {
    id,
    rawId: id,
    response: {
      clientDataJSON: encodeBase64Url(clientData),
      authenticatorData: encodeBase64Url(made.authenticatorData),
      transports: [...new Set(made.passkey.transports)].sort(),
      publicKey: encodeBase64Url(made.spki),
      publicKeyAlgorithm: made.passkey.algorithm,
      attestationObject: encodeBase64Url(conveyedAttestation(attestation, made)),
    },
    authenticatorAttachment: authenticator.attachment,
    clientExtensionResults,
    type: 'public-key',
  }
}
