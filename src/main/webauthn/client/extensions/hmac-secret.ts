/** hmac-secret for pages that request it by CTAP's own names (CTAP 2.1 §12.5), and the client's end of its channel. */
import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import type { ExtensionInputsJson } from '../../../../shared/extensions-json'
import type { HmacSecretInput, SaltsFor } from '../../authenticator/extensions/extension'
import type { ExtensionOutputs } from '../../authenticator/extensions/extensions'
import { SALT_BYTES } from '../../authenticator/extensions/hmac-secret'
import {
  KeyAgreement,
  protocolTwo as protocol,
} from '../../authenticator/extensions/pin-uv-auth-protocol'
import { concat } from '../../encoding/bytes'
import type { ClientExtension, CreationPlan, RequestPlan } from './extension'
import type { Randomness } from '../../../platform/ports'

export const hmacCreateSecret: ClientExtension = {
  create: ({ inputs }) =>
    inputs.hmacCreateSecret === true
      ? ({ authenticator }) => (authenticator.extensions.includes('prf') ? CREATING : undefined)
      : undefined,
}

const CREATING: CreationPlan = {
  forAuthenticator: { hmacSecret: true },
  result: ({ extensions }) => ({
    hmacCreateSecret: extensions.signed.get('hmac-secret') === true,
  }),
}

/**
 * Ignores salts of a wrong size, because the authenticator would refuse them. Ignores the whole extension if `prf` is present,
 * because a CTAP request can carry only one of the two.
 */
export const hmacGetSecret: ClientExtension = {
  get: ({ inputs }) => {
    const salts = saltsOf(inputs)
    if (!salts || inputs.prf) return undefined
    return ({ authenticator, random }) =>
      authenticator.extensions.includes('prf') ? evaluating(salts, random) : undefined
  },
}

function evaluating(salts: readonly Uint8Array[], random: Randomness): RequestPlan {
  const { hmacSecret, outputs } = encryptedSalts(() => salts, random)
  return {
    forAuthenticator: { hmacSecret },
    result: ({ extensions }) => {
      const [output1, output2] = (outputs(extensions.signed) ?? []).map(encodeBase64Url)
      if (output1 === undefined) return {}
      return { hmacGetSecret: { output1, ...(output2 !== undefined && { output2 }) } }
    },
  }
}

/**
 * The channel to the authenticator: the agreed keys of one request, the input for a passkey, and the decryption of the output.
 * Makes the keys only after a passkey was chosen, because that takes milliseconds, and a page may ask and cancel repeatedly.
 */
export function encryptedSalts(
  saltsFor: SaltsFor,
  random: Randomness,
): {
  readonly hmacSecret: (credentialId: Uint8Array) => HmacSecretInput | undefined
  readonly outputs: (signed: ExtensionOutputs['signed']) => readonly Uint8Array[] | undefined
} {
  let sharedSecret: Uint8Array | undefined
  return {
    hmacSecret: (credentialId) => {
      const salts = saltsFor(credentialId)
      if (!salts) return undefined
      const authenticatorKey = KeyAgreement.make(random)
      const ownKey = KeyAgreement.make(random)
      sharedSecret = ownKey.sharedSecret(protocol, authenticatorKey.publicKey)
      const saltEnc = protocol.encrypt(sharedSecret, concat(...salts), random)
      const saltAuth = protocol.authenticate(sharedSecret, saltEnc)
      const keyAgreement = ownKey.publicKey
      return { authenticatorKey, keyAgreement, saltEnc, saltAuth, protocol }
    },
    outputs: (signed) => {
      const outputEnc = signed.get('hmac-secret')
      if (!sharedSecret || !(outputEnc instanceof Uint8Array)) return undefined
      const outputs = protocol.decrypt(sharedSecret, outputEnc)
      return [outputs.subarray(0, 32), outputs.subarray(32)].filter(({ length }) => length > 0)
    },
  }
}

function saltsOf({ hmacGetSecret }: ExtensionInputsJson): readonly Uint8Array[] | undefined {
  if (!hmacGetSecret) return undefined
  const { salt1, salt2 } = hmacGetSecret
  const salts = [salt1, ...(salt2 === undefined ? [] : [salt2])].map((salt) =>
    decodeBase64Url(salt),
  )
  return salts.every(({ length }) => length === SALT_BYTES) ? salts : undefined
}
