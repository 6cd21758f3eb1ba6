import type { CreationOptionsJson } from '../../../shared/webauthn-json'
import type { MakeCredentialInput } from '../authenticator/make-credential'
import { enterpriseAttestationPossible, wantedFormats } from './attestation-conveyance'
import { insistsOnResidentKey, requireUserVerification } from './authenticator-choice'
import { namedIds, withinLimits } from './credential-list'
import type { CreationExtensions } from './extensions/extensions'
import type { CeremonyPorts } from './ports'

/** What of a `create()` is settled before the authenticator is asked. */
export interface CheckedCreation {
  readonly options: CreationOptionsJson
  readonly conditional: boolean
  readonly origin: string
  readonly rpId: string
  /** 1 to 64 bytes. */
  readonly userHandle: Uint8Array
  readonly algorithms: readonly number[]
  /** Whether a discoverable passkey is to be made. */
  readonly discoverable: boolean
  readonly extensions: CreationExtensions
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
}

/** What the authenticator is asked for (WebAuthn §5.1.3 step 22). */
export function creationInput(
  { options, conditional, origin, rpId, userHandle, extensions, ...checked }: CheckedCreation,
  ports: CeremonyPorts,
): Omit<MakeCredentialInput, 'signal'> {
  const { authenticator } = ports
  const { authenticatorSelection: selection } = options
  const verification = extensions.verify ? 'required' : selection.userVerification
  return {
    rp: { id: rpId, name: options.rp.name },
    user: { ...options.user, id: userHandle },
    clientDataHash: checked.clientDataHash,
    algorithms: checked.algorithms,
    excludeCredentialIds: withinLimits(rpId, namedIds(options.excludeCredentials), ports),
    excludeAppId: extensions.excludeAppId,
    requireResidentKey: checked.discoverable,
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
    origin,
  }
}
