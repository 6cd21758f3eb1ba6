/**
 * hmac-secret (CTAP 2.1 §12.5): the pseudo-random functions over an encrypted channel, as on security keys. The outputs are in
 * the authenticator data, encrypted for the client only.
 */
import { concat } from '../../encoding/bytes'
import type { PrfSecrets } from '../ports'
import type { AuthenticatorExtension, HmacSecretInput } from './extension'
import { verifies } from './pin-uv-auth-protocol'
import { evaluate } from './prf'
import type { Randomness } from '../../../platform/ports'

export const SALT_BYTES = 32

/** `prf.ts` registers it, because both use the same secrets. */
export const hmacSecret: AuthenticatorExtension = {
  id: 'prf',
  authenticate: ({ inputs, passkey, verified, withSecrets, random }) => {
    const input = inputs.hmacSecret?.(passkey.credentialId)
    if (!input || !passkey.extensions.prf) return undefined
    const output = withSecrets(({ prf }) => prf && evaluateEncrypted(input, prf, verified, random))
    return output && { signed: ['hmac-secret', output] }
  },
}

/**
 * Decrypts the salts, evaluates the function that the user's verification selects, and encrypts its outputs.
 *
 * @returns one or two encrypted outputs of 32 bytes; undefined when the input does not come from the client that shares the
 *   agreed key, or does not hold one or two salts.
 */
export function evaluateEncrypted(
  { authenticatorKey, keyAgreement, saltEnc, saltAuth, protocol }: HmacSecretInput,
  secrets: PrfSecrets,
  verified: boolean,
  random: Randomness,
): Uint8Array | undefined {
  const sharedSecret = authenticatorKey.sharedSecret(protocol, keyAgreement)
  if (!verifies(protocol, sharedSecret, saltEnc, saltAuth)) return undefined
  const salts = splitSalts(protocol.decrypt(sharedSecret, saltEnc))
  if (!salts) return undefined
  const outputs = evaluate(verified ? secrets.verified : secrets.unverified, salts)
  return protocol.encrypt(sharedSecret, concat(...outputs), random)
}

function splitSalts(salts: Uint8Array): readonly Uint8Array[] | undefined {
  if (salts.length === SALT_BYTES) return [salts]
  if (salts.length === 2 * SALT_BYTES)
    return [salts.subarray(0, SALT_BYTES), salts.subarray(SALT_BYTES)]
  return undefined
}
