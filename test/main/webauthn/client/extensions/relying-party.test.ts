/** Ceremonies with extension data, verified by a real relying party: @simplewebauthn/server. */
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { expect, it } from 'vitest'
import { WebAuthnClient } from '../../../../../src/main/webauthn/client/client'
import { bytes } from '../../../../support/extension-ceremonies'
import { assertionRequest, base64url, creation } from '../../../../support/webauthn-options'
import { webauthnPorts } from '../../../../support/webauthn-ports'

const expected = {
  expectedChallenge: base64url('a challenge'),
  expectedOrigin: 'https://example.org',
  expectedRPID: 'example.org',
}
const minPinLength = { value: 4, rpIds: ['example.org'] }

it.each(['platform', 'cross-platform'] as const)(
  'a relying party accepts extension data of a %s authenticator, under the signature',
  async (attachment) => {
    const { ports, reports } = webauthnPorts({ authenticator: { attachment, minPinLength } })
    const client = new WebAuthnClient(ports)
    const made = await client.create(
      creation({
        attestation: 'direct',
        extensions: {
          credBlob: bytes(1, 2, 3),
          credentialProtectionPolicy: 'userVerificationRequired',
          hmacCreateSecret: true,
          minPinLength: true,
          prf: {},
        },
      }),
    )
    const registration = await verifyRegistrationResponse({
      response: JSON.parse(JSON.stringify(made)) as RegistrationResponseJSON,
      ...expected,
    })
    const used = await client.get(
      assertionRequest({
        extensions: { getCredBlob: true, prf: { eval: { first: bytes(9) } } },
      }),
    )
    const authentication = await verifyAuthenticationResponse({
      response: JSON.parse(JSON.stringify(used)) as AuthenticationResponseJSON,
      credential: registration.registrationInfo!.credential,
      ...expected,
    })

    const read = registration.registrationInfo?.authenticatorExtensionResults
    expect(read).toMatchObject({ 'hmac-secret': true })
    expect([...Object.keys(read ?? {})]).toEqual([
      'credBlob',
      'credProtect',
      'hmac-secret',
      'minPinLength',
    ])
    const signedBy = authentication.authenticationInfo.authenticatorExtensionResults
    expect(Object.keys(signedBy ?? {})).toEqual(
      attachment === 'platform' ? ['credBlob'] : ['credBlob', 'hmac-secret'],
    )
    expect(authentication.verified).toBe(true)

    // The record does not contain the output of prf.
    const { first = '' } = used.clientExtensionResults.prf?.results ?? {}
    expect(first).toHaveLength(43)
    expect(JSON.stringify(reports)).not.toContain(first)
  },
)
