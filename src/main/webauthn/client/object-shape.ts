/** The parts of a response that a provider's own client decides: the object that the page gets. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { ObjectShape, RegistrationResponseJson } from '../../../shared/webauthn-json'
import { withoutAttestedCredential } from '../authenticator/authenticator-data'
import type { ClientQuirks } from '../authenticator/client-quirks'
import type { AuthenticatorDescription } from '../authenticator/description'
import { registrationExtensionData } from '../authenticator/extensions/extensions'
import type { MadeCredential } from '../authenticator/make-credential'

/** What `getTransports()` returns: without duplicates, sorted (WebAuthn §5.2.1.1) or in the provider's order. */
export function toldTransports(
  transports: readonly string[],
  { behaviour }: AuthenticatorDescription,
): string[] {
  const distinct = [...new Set(transports)]
  return behaviour.transportOrder === 'sorted' ? distinct.sort() : distinct
}

/** What `getPublicKey()` returns. Absent means null. */
export function toldPublicKey(
  { spki, coseKey }: Pick<MadeCredential, 'spki' | 'coseKey'>,
  { publicKey }: ClientQuirks,
): Pick<RegistrationResponseJson['response'], 'publicKey'> {
  if (publicKey === 'null') return {}
  return { publicKey: encodeBase64Url(publicKey === 'cose' ? coseKey : spki) }
}

/** What `getAuthenticatorData()` returns. The attestation object always contains all of it. */
export function toldAuthenticatorData(
  authenticatorData: Uint8Array,
  { extensions }: Pick<MadeCredential, 'extensions'>,
  description: AuthenticatorDescription,
): Uint8Array {
  if (description.client.authenticatorData === 'whole') return authenticatorData
  const extensionData = registrationExtensionData(extensions.signed, description)
  return withoutAttestedCredential(authenticatorData, extensionData)
}

/** What the page's script must omit from the object. */
export function objectShape({ toJson }: ClientQuirks): { readonly objectShape?: ObjectShape } {
  return toJson ? {} : { objectShape: { toJSON: false } }
}
