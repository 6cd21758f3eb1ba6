/** Checks the attestation of a new passkey (WebAuthn §7.1), and returns what the relying party keeps. */
import { verifyRegistrationResponse, type WebAuthnCredential } from '@simplewebauthn/server'
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers'
import type { RegisteredPasskey } from './accounts'
import { Refusal } from './refusal'
import type { RegistrationResponse } from './schemas'

/** COSE algorithm identifiers in the order of preference: ES256, EdDSA, RS256. */
export const ALGORITHMS = [-7, -8, -257]

export interface AttestationInput {
  readonly response: RegistrationResponse
  readonly challenge: string
  readonly origin: string
  readonly rpId: string
}

/** @throws {Refusal} when the response does not verify. */
export async function checkAttestation({
  response,
  challenge,
  origin,
  rpId,
}: AttestationInput): Promise<RegisteredPasskey> {
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal(400, `The registration does not verify: ${message}`, { cause })
  })
  if (!registrationInfo)
    throw new Refusal(400, 'The registration does not verify: a bad attestation.')
  const { credential, credentialBackedUp, fmt } = registrationInfo
  return {
    credential: { ...credential, transports: response.response.transports ?? [] },
    algorithm: algorithmOf(credential),
    discoverable: response.clientExtensionResults.credProps?.rk ?? null,
    backedUp: credentialBackedUp,
    attestation: fmt,
  }
}

function algorithmOf({ publicKey }: WebAuthnCredential): number {
  const algorithm = decodeCredentialPublicKey(publicKey).get(cose.COSEKEYS.alg)
  if (algorithm === undefined) throw new Refusal(400, 'The public key names no algorithm.')
  return algorithm
}
