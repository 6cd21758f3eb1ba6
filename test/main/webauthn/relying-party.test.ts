/** The client's answers, verified by a real relying party: @simplewebauthn/server. */
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { WebAuthnClient } from '../../../src/main/webauthn/client/client'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../src/shared/webauthn-json'
import { assertionRequest, base64url, creation, descriptor } from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

const USER_ID = base64url('user 1')
const CHALLENGE = base64url('a challenge')
const expected = {
  expectedChallenge: CHALLENGE,
  expectedOrigin: 'https://example.org',
  expectedRPID: 'example.org',
}

const algorithms: [string, number][] = [
  ['ES256', -7],
  ['EdDSA', -8],
  ['RS256', -257],
]
const attestations: [string, string][] = [
  ['none', 'none'],
  ['direct', 'packed'],
]
const cases = algorithms.flatMap(([name, alg]) =>
  attestations.flatMap(([attestation, fmt]) =>
    [true, false].map((discoverable) => ({ name, alg, attestation, fmt, discoverable })),
  ),
)

// Generating an RSA key takes a random time.
describe('a relying party', { timeout: 60_000 }, () => {
  it.each(cases)(
    'accepts $name, attestation $attestation, discoverable: $discoverable',
    async ({ alg, attestation, fmt, discoverable }) => {
      const client = new WebAuthnClient(webauthnPorts().ports)
      const made = await client.create(
        creation({
          pubKeyCredParams: [{ type: 'public-key', alg }],
          attestation,
          authenticatorSelection: { residentKey: discoverable ? 'required' : 'discouraged' },
        }),
      )
      const registration = await verifyRegistrationResponse({
        response: registrationSent(made),
        ...expected,
      })

      expect(registration).toMatchObject({
        verified: true,
        registrationInfo: {
          fmt,
          aaguid: '84b9489f-93f9-48d9-a1db-39a44ab735ee',
          userVerified: true,
          credentialDeviceType: 'multiDevice',
          credentialBackedUp: true,
          credential: { id: made.id, counter: 0, transports: ['hybrid', 'internal'] },
        },
      })

      const signedIn = await client.get(
        assertionRequest(
          discoverable ? {} : { allowCredentials: [descriptor(Buffer.from(made.id, 'base64url'))] },
        ),
      )
      const authentication = await verifyAuthenticationResponse({
        response: authenticationSent(signedIn),
        credential: registration.registrationInfo!.credential,
        ...expected,
      })

      expect(authentication).toMatchObject({
        verified: true,
        authenticationInfo: { credentialID: made.id, newCounter: 0, userVerified: true },
      })
      expect(signedIn.response.userHandle).toBe(discoverable ? USER_ID : undefined)
    },
  )

  it('sees the counter increase when the authenticator keeps a counter', async () => {
    const client = new WebAuthnClient(
      webauthnPorts({ authenticator: { counter: 'per-passkey' } }).ports,
    )
    const made = await client.create(creation())
    const { registrationInfo } = await verifyRegistrationResponse({
      response: registrationSent(made),
      ...expected,
    })
    const counters: number[] = []
    for (let i = 0; i < 3; i++) {
      const { authenticationInfo } = await verifyAuthenticationResponse({
        response: authenticationSent(await client.get(assertionRequest())),
        credential: { ...registrationInfo!.credential, counter: counters.at(-1) ?? 0 },
        ...expected,
      })
      counters.push(authenticationInfo.newCounter)
    }

    expect(counters).toEqual([1, 2, 3])
  })
})

/** The response as a page sends it. The types of the server need mutable lists and known transports. */
const registrationSent = (response: RegistrationResponseJson) =>
  JSON.parse(JSON.stringify(response)) as RegistrationResponseJSON

const authenticationSent = (response: AuthenticationResponseJson) =>
  JSON.parse(JSON.stringify(response)) as AuthenticationResponseJSON
