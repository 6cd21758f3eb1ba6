import type { MakeCredentialInput } from '../authenticator/make-credential'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { enterpriseAttestationPossible, wantedFormats } from './attestation-conveyance'
import {
  insistsOnResidentKey,
  refuseUnfit,
  refuseVerification,
  requireResidentKey,
  requireUserVerification,
} from './authenticator-choice'
import type { CheckedCreation } from './checked-creation'
import { fittingIds, namedIds } from './credential-list'
import type { CreationExtensions } from './extensions/extensions'
import type { AuthenticatorAccess } from './ports'

/** The request to one authenticator, and how the client uses the authenticator's answer. */
export interface CreationInput {
  readonly input: Omit<MakeCredentialInput, keyof Withdrawable>
  readonly results: CreationExtensions['results']
}

/**
 * WebAuthn §5.1.3 step 22, up to the operation of the authenticator.
 *
 * @throws {WebAuthnError} `NotAllowedError` or `ConstraintError` where the authenticator is passed over.
 */
export function creationInput(
  checked: CheckedCreation,
  access: Pick<AuthenticatorAccess, 'authenticator' | 'store'>,
): CreationInput {
  const { options, conditional, rpId } = checked
  const { authenticator } = access
  const { authenticatorSelection: selection } = options
  const discoverable = requireResidentKey(selection, authenticator)
  const extensions = checked.extensionsFor({ authenticator, discoverable })
  refuseUnfit(selection, authenticator)
  if (extensions.unfit !== undefined) throw new WebAuthnError('NotAllowedError', extensions.unfit)
  if (conditional) refuseVerification(selection.userVerification)

  const verification = extensions.verify ? 'required' : selection.userVerification
  const under = { rpId, appId: extensions.appId }
  const input = {
    rp: { id: rpId, name: options.rp.name },
    user: checked.user,
    clientDataHash: checked.clientDataHash,
    algorithms: checked.algorithms,
    excludeCredentialIds: fittingIds(under, namedIds(options.excludeCredentials), access),
    excludeAppId: extensions.appId,
    requireResidentKey: discoverable,
    residentKeyDispensable: !insistsOnResidentKey(selection) && !extensions.needsResidentKey,
    requireUserPresence: !conditional,
    requireUserVerification: !conditional && requireUserVerification(verification, authenticator),
    extensions: extensions.forAuthenticator,
    attestationFormats: wantedFormats(options),
    enterpriseAttestationPossible: enterpriseAttestationPossible(
      options.attestation,
      rpId,
      authenticator,
    ),
    origin: checked.requester.origin,
  }
  return { input, results: extensions.results }
}
