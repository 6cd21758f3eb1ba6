/** The pseudo-random functions of a passkey (WebAuthn §10.1.4), and the source of their secrets. */
import { createHmac } from 'node:crypto'
import { PRF_SECRET_BYTES, type PrfSecrets } from '../ports'
import type { AuthenticatorExtension, Registered, Registering } from './extension'
import type { Randomness } from '../../../platform/ports'

/**
 * prf, for a client on the same device: salts and outputs are not encrypted and not in the authenticator data. Always uses the
 * function for a verified user (§10.1.4).
 *
 * Also makes the secrets of `hmac-secret`, which uses the same ones.
 */
export const prf: AuthenticatorExtension = {
  id: 'prf',
  register: (registering) => {
    const { inputs, verified, description } = registering
    const { prfWithoutRequest, prfAtCreate } = description.behaviour
    if (!inputs.prf && !inputs.hmacSecret && !prfWithoutRequest) return undefined
    const secrets = newSecrets(registering.random)
    return {
      state: { prf: true },
      secrets: { prf: secrets },
      ...hmacSecretOutput(inputs),
      ...(inputs.prf?.length &&
        verified &&
        prfAtCreate && { unsigned: { prf: evaluate(secrets.verified, inputs.prf) } }),
    }
  },
  authenticate: ({ inputs, passkey, verified, withSecrets }) => {
    const salts = inputs.prf?.(passkey.credentialId)
    if (!salts || !verified || !passkey.extensions.prf) return undefined
    const outputs = withSecrets(({ prf: kept }) => kept && evaluate(kept.verified, salts))
    return outputs && { unsigned: { prf: outputs } }
  },
}

/**
 * @param secret 32 bytes.
 * @param salts 32 bytes each.
 * @returns HMAC-SHA-256(secret, salt) for each: 32 bytes.
 */
export function evaluate(secret: Uint8Array, salts: readonly Uint8Array[]): readonly Uint8Array[] {
  return salts.map((salt) => new Uint8Array(createHmac('sha256', secret).update(salt).digest()))
}

function newSecrets(random: Randomness): PrfSecrets {
  return { verified: random.bytes(PRF_SECRET_BYTES), unverified: random.bytes(PRF_SECRET_BYTES) }
}

/** `hmac-secret` states in the authenticator data that the passkey has secrets (CTAP 2.1 §12.5). */
function hmacSecretOutput({ hmacSecret }: Registering['inputs']): Pick<Registered, 'signed'> {
  return hmacSecret ? { signed: ['hmac-secret', true] } : {}
}
