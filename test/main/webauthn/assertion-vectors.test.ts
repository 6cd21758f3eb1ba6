/**
 * Reproduces the assertions of the specification's test vectors (WebAuthn Level 3 §16) byte for byte. The
 * authenticator reproduces every vector. Client and authenticator together reproduce the vectors with plain client
 * data.
 */
import { describe, expect, it } from 'vitest'
import { getAssertion } from '../../../src/main/webauthn/authenticator/get-assertion'
import { get } from '../../../src/main/webauthn/client/get'
import { MemoryPasskeys, passkey } from '../../support/passkeys'
import { hex, repeatable, vector, VECTOR_NAMES, VECTOR_RP_ID } from '../../support/vectors'
import {
  assertionRequest,
  base64url,
  descriptor,
  fromBase64url,
} from '../../support/webauthn-options'
import { webauthnPorts } from '../../support/webauthn-ports'

/** The other vectors contain `extraData`, which Latchkey never writes. */
const PLAIN = VECTOR_NAMES.filter((name) => !hasExtraData(vector(name).authentication.clientData))

describe('getAssertion', () => {
  it.each(VECTOR_NAMES)('makes %s byte for byte', async (name) => {
    const { authentication } = vector(name)
    const { ports } = worldOf(name)

    const { authenticatorData, signature } = await getAssertion(
      {
        rpId: VECTOR_RP_ID,
        clientDataHash: authentication.clientDataHash,
        allowCredentialIds: null,
        conditional: false,
        requireUserVerification: authentication.flags.UV,
        signal: new AbortController().signal,
      },
      ports.authenticator,
      ports,
    )

    expect(hex(authenticatorData)).toBe(hex(authentication.authenticatorData))
    expect(hex(signature)).toBe(hex(authentication.signature))
  })
})

describe('get', () => {
  it.each(PLAIN)('makes %s byte for byte, client data included', async (name) => {
    const { credentialId, authentication } = vector(name)
    const { ports } = worldOf(name)

    const { response } = await get(
      assertionRequest({
        challenge: base64url(authentication.challenge),
        userVerification: authentication.flags.UV ? 'required' : 'discouraged',
        allowCredentials: [descriptor(credentialId)],
      }),
      ports,
    )

    const { clientDataJSON, authenticatorData, signature } = response.response
    expect(hex(fromBase64url(clientDataJSON))).toBe(hex(authentication.clientData))
    expect(hex(fromBase64url(authenticatorData))).toBe(hex(authentication.authenticatorData))
    expect(hex(fromBase64url(signature))).toBe(hex(authentication.signature))
  })
})

it('has fifteen vectors, nine of them with plain client data', () => {
  expect([VECTOR_NAMES.length, PLAIN.length]).toEqual([15, 9])
})

function worldOf(name: string) {
  const { algorithm, credentialId, privateKey, authentication } = vector(name)
  const { BE, BS } = authentication.flags
  const kept = passkey({ algorithm, credentialId, backupEligible: BE, backedUp: BS })
  return webauthnPorts({
    store: new MemoryPasskeys([kept], privateKey),
    algorithms: repeatable(algorithm, privateKey),
  })
}

function hasExtraData(clientData: Uint8Array): boolean {
  return new TextDecoder().decode(clientData).includes('"extraData"')
}
