import type { MakeCredentialInput } from '../authenticator/make-credential'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import type { Randomness } from '../../platform/ports'
import { enterpriseAttestationPossible, wantedFormats } from './attestation-conveyance'
import {
  insistsOnResidentKey,
  refuseUnfit,
  refuseForClient,
  refuseUnasked,
  requireResidentKey,
  verificationOf,
} from './authenticator-choice'
import type { CheckedCreation } from './checked-creation'
import { clientDataFor } from './client-data'
import { fittingIds, namedIds } from './credential-list'
import type { CreationExtensions } from './extensions/extensions'
import type { AuthenticatorAccess } from './ports'

/** The request to one authenticator, with what the client needs for the answer. */
export interface CreationInput {
  /** In the form of this authenticator's client. */
  readonly clientData: Uint8Array
  readonly input: Omit<MakeCredentialInput, keyof Withdrawable>
  readonly results: CreationExtensions['results']
}

/**
 * WebAuthn §5.1.3 step 22, before the authenticator's operation.
 *
 * @param random for the client data.
 * @throws {WebAuthnError} `NotAllowedError`, `ConstraintError` or `TypeError` when the authenticator does not fit.
 */
export function creationInput(
  checked: CheckedCreation,
  access: Pick<AuthenticatorAccess, 'authenticator' | 'store'>,
  random: Randomness,
): CreationInput {
  const { options, conditional, rpId } = checked
  const { authenticator } = access
  const { authenticatorSelection: selection } = options
  const discoverable = requireResidentKey(selection, authenticator)
  const extensions = checked.extensionsFor({ authenticator, discoverable })
  refuseUnfit(selection, authenticator)
  refuseForClient({ hints: options.hints, challenge: checked.challenge }, authenticator)
  if (extensions.unfit !== undefined) throw new WebAuthnError('NotAllowedError', extensions.unfit)
  if (conditional) refuseUnasked(selection.userVerification, authenticator)

  // Steps 13 to 15
  const type = 'webauthn.create'
  const { clientData, clientDataHash } = clientDataFor(
    { type, challenge: checked.challenge, requester: checked.requester },
    authenticator.client,
    random,
  )
  const word = extensions.verify ? 'required' : selection.userVerification
  const verification = verificationOf(word, authenticator)
  const under = { rpId, appId: extensions.appId }
  const input = {
    rp: { id: rpId, name: options.rp.name },
    user: checked.user,
    clientDataHash,
    algorithms: checked.algorithms,
    excludeCredentialIds: fittingIds(under, namedIds(options.excludeCredentials), access),
    excludeAppId: extensions.appId,
    requireResidentKey: discoverable,
    residentKeyDispensable: !insistsOnResidentKey(selection) && !extensions.needsResidentKey,
    requireUserPresence: !conditional,
    requireUserVerification: !conditional && verification.verifies,
    claimsVerification: verification.isClaimed,
    extensions: extensions.forAuthenticator,
    attestationFormats: wantedFormats(options),
    enterpriseAttestationPossible: enterpriseAttestationPossible(
      options.attestation,
      rpId,
      authenticator,
    ),
    origin: checked.requester.origin,
  }
  return { input, clientData, results: extensions.results }
}
