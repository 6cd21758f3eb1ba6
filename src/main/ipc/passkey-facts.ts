import { coseParameters } from '../../inspect/decode/cose-parameters'
import { aaguidText } from '../../inspect/decode/authenticator-data'
import { AAGUID_NAMES } from '../../inspect/provider/aaguid-names'
import { encodeBase64Url } from '../../shared/base64url'
import type { PasskeyFacts } from '../../shared/passkey'
import type { Passkey, SigningKey } from '../webauthn/authenticator/ports'

/** The public half of a passkey's key. Throws when the private half cannot be opened. */
export type PublicKeyOf = (passkey: Passkey) => Pick<SigningKey, 'coseKey' | 'spki'>

/** The details of a passkey beyond its summary. */
export function passkeyFacts(passkey: Passkey, publicKeyOf: PublicKeyOf): PasskeyFacts {
  return {
    publicKey: publicKeyFacts(passkey, publicKeyOf),
    transports: [...passkey.transports],
    attestation: attestationFacts(passkey),
  }
}

function publicKeyFacts(passkey: Passkey, publicKeyOf: PublicKeyOf): PasskeyFacts['publicKey'] {
  const key = openedKey(passkey, publicKeyOf)
  if (!key) return null
  const parameters = coseParameters(key.coseKey).map(({ bytes, ...parameter }) => ({
    ...parameter,
    bytes: bytes && encodeBase64Url(bytes),
  }))
  return { cose: encodeBase64Url(key.coseKey), spki: encodeBase64Url(key.spki), parameters }
}

/** Undefined for a damaged key, so that the window can still show the other facts of the passkey. */
function openedKey(passkey: Passkey, publicKeyOf: PublicKeyOf) {
  try {
    return publicKeyOf(passkey)
  } catch {
    return undefined
  }
}

function attestationFacts({ attestation }: Passkey): PasskeyFacts['attestation'] {
  if (!attestation) return null
  const aaguid = aaguidText(attestation.aaguid)
  return { format: attestation.format, aaguid, provider: AAGUID_NAMES.get(aaguid) ?? null }
}
