/** How much of an attestation the relying party gets (WebAuthn §5.4.7; §5.1.3 step 22). */
import { decodeBase64Url } from '../../../shared/base64url'
import type { CreationOptionsJson, RegistrationResponseJson } from '../../../shared/webauthn-json'
import { encodeAttestationObject } from '../authenticator/attestation/attestation-object'
import { aaguidOf, withoutAaguid } from '../authenticator/authenticator-data'
import type { MadeCredential } from '../authenticator/make-credential'
import type { AuthenticatorDescription } from '../authenticator/description'

/** An unknown preference counts as `none`. A client may anonymise `indirect`, but a mock does not need to. */
function wantsAttestation(preference: string): boolean {
  return ['indirect', 'direct', 'enterprise'].includes(preference)
}

/** The formats to request from the authenticator, most preferred first. An empty list leaves the choice to it. */
export function wantedFormats({
  attestation,
  attestationFormats,
}: Pick<CreationOptionsJson, 'attestation' | 'attestationFormats'>): readonly string[] {
  return wantsAttestation(attestation) ? attestationFormats : ['none']
}

/** Only for the relying parties that the authenticator allows. For any other, `enterprise` means `direct`. */
export function enterpriseAttestationPossible(
  preference: string,
  rpId: string,
  { enterpriseRpIds }: AuthenticatorDescription,
): boolean {
  return preference === 'enterprise' && enterpriseRpIds.includes(rpId)
}

/** The part of the authenticator's answer that the relying party gets. */
interface Conveyed {
  readonly authenticatorData: Uint8Array
  readonly attestationObject: Uint8Array
}

/**
 * The attestation object for the relying party. Removes the statement if the relying party does not want one. Keeps the AAGUID,
 * unless the provider's client removes it in that case. Keeps self attestation that names no model, because it identifies no
 * device.
 */
export function conveyedAttestation(
  preference: string,
  made: MadeCredential,
  { behaviour }: AuthenticatorDescription,
): Conveyed {
  if (wantsAttestation(preference)) return made
  if (behaviour.aaguidWithoutAttestation === 'zeroed')
    return withoutStatement(withoutAaguid(made.authenticatorData))
  return tellsNothing(made) ? made : withoutStatement(made.authenticatorData)
}

function withoutStatement(authenticatorData: Uint8Array): Conveyed {
  const attestationObject = encodeAttestationObject('none', new Map(), authenticatorData)
  return { authenticatorData, attestationObject }
}

/** The attestation in a response: the authenticator's own, or `none` if the relying party does not get it. */
export function attestationIn(
  { response }: RegistrationResponseJson,
  made: MadeCredential,
): MadeCredential['attestation'] {
  const isOwn = Buffer.compare(decodeBase64Url(response.attestationObject), made.attestationObject)
  return isOwn === 0 ? made.attestation : { format: 'none', statement: new Map() }
}

function tellsNothing({ attestation, authenticatorData }: MadeCredential): boolean {
  const { format, statement } = attestation
  if (format === 'none') return true
  const selfAttested = format === 'packed' && statement instanceof Map && !statement.has('x5c')
  return selfAttested && aaguidOf(authenticatorData).every((byte) => byte === 0)
}
