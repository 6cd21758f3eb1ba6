/**
 * Every algorithm, from registration to sign-in, verified by independent libraries. docs/webauthn.md has the same
 * table.
 */
import { createHash } from 'node:crypto'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../src/shared/webauthn-json'
import { askServer, signedByItself } from '../../support/attestation-judge'
import { isSignature } from '../../support/signature-check'
import {
  assertionRequest,
  base64url,
  creation,
  fromBase64url,
} from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

/**
 * `server`: SimpleWebAuthn verifies both ceremonies. `node:crypto`: SimpleWebAuthn verifies the registration, but
 * lacks the curve or the identifier for the signature. `vectors`: Node 20 has no ML-DSA. noble verifies its own
 * signatures, and `ml-dsa.test.ts` checks noble against published vectors.
 */
const JUDGES: Readonly<Record<string, 'server' | 'node:crypto' | 'vectors'>> = {
  ES256: 'server',
  EdDSA: 'server',
  RS256: 'server',
  ES384: 'server',
  ES512: 'server',
  ES256K: 'node:crypto',
  Ed448: 'node:crypto',
  RS384: 'server',
  RS512: 'server',
  PS256: 'server',
  PS384: 'server',
  PS512: 'server',
  ESP256: 'node:crypto',
  ESP384: 'node:crypto',
  ESP512: 'node:crypto',
  Ed25519: 'node:crypto',
  'ML-DSA-44': 'vectors',
  'ML-DSA-65': 'vectors',
  'ML-DSA-87': 'vectors',
}
const rows = Array.from(ALGORITHMS.values(), ({ id, name }) => ({ id, name, judge: JUDGES[name] }))

// Generating an RSA key takes a random time.
describe('a relying party', { timeout: 60_000 }, () => {
  it.each(rows.filter(({ judge }) => judge === 'server'))(
    'registers $name and signs in with it at SimpleWebAuthn’s server',
    async ({ id }) => {
      for (const attestation of ['none', 'direct']) {
        const { registration, authentication } = await ceremonies(id, attestation)
        const { verified, registrationInfo } = await askServer(registration)
        const credential = registrationInfo!.credential

        expect(verified).toBe(true)
        expect(await signIn(authentication, credential)).toMatchObject({ verified: true })
      }
    },
  )

  it.each(rows.filter(({ judge }) => judge === 'node:crypto'))(
    'registers $name at SimpleWebAuthn’s server, and signs in by node:crypto',
    async ({ id }) => {
      const { registration, authentication } = await ceremonies(id, 'none')

      expect(await askServer(registration)).toMatchObject({ verified: true })
      expect(isSignedBy(registration, authentication)).toBe(true)
    },
  )

  it.each(rows.filter(({ judge }) => judge === 'vectors'))(
    'registers $name and signs in with it by noble',
    async ({ id }) => {
      const { registration, authentication } = await ceremonies(id, 'direct')

      expect(signedByItself(registration)).toBe(true)
      expect(isSignedBy(registration, authentication)).toBe(true)
    },
  )
})

it('uses the first algorithm in the relying party’s list', async () => {
  const client = new WebAuthnClient(webauthnPorts().ports)
  const order = [...ALGORITHMS.keys()].reverse()
  const { response } = await client.create(
    creation({ pubKeyCredParams: order.map((alg) => ({ type: 'public-key', alg })) }),
  )

  expect(response.publicKeyAlgorithm).toBe(-50)
})

async function ceremonies(alg: number, attestation: string) {
  const { ports } = webauthnPorts({ authenticator: { packedAttestation: 'self' } })
  const client = new WebAuthnClient(ports)
  const registration = await client.create(
    creation({
      pubKeyCredParams: [{ type: 'public-key', alg }],
      attestation,
      attestationFormats: ['packed'],
    }),
  )
  return { registration, authentication: await client.get(assertionRequest()) }
}

function signIn(
  response: AuthenticationResponseJson,
  credential: Parameters<typeof verifyAuthenticationResponse>[0]['credential'],
) {
  return verifyAuthenticationResponse({
    response: JSON.parse(JSON.stringify(response)) as never,
    credential,
    expectedChallenge: base64url('a challenge'),
    expectedOrigin: 'https://example.org',
    expectedRPID: 'example.org',
  })
}

/** Verifies with the key that the page reads with `getPublicKey()`. */
function isSignedBy(
  { response: { publicKey = '', publicKeyAlgorithm } }: RegistrationResponseJson,
  { response }: AuthenticationResponseJson,
): boolean {
  const clientDataHash = createHash('sha256').update(fromBase64url(response.clientDataJSON))
  return isSignature(
    publicKeyAlgorithm,
    fromBase64url(publicKey),
    Buffer.concat([fromBase64url(response.authenticatorData), clientDataHash.digest()]),
    fromBase64url(response.signature),
  )
}
