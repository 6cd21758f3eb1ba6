import { describe, expect, it } from 'vitest'
import type { AuthenticatorDescription } from '../../../../src/main/webauthn/authenticator/description'
import { create } from '../../../../src/main/webauthn/client/create'
import {
  enterpriseAttestationPossible,
  wantedFormats,
} from '../../../../src/main/webauthn/client/attestation-conveyance'
import { readAttestation, readAuthenticatorData } from '../../../support/authenticator-answers'
import { hex } from '../../../support/vectors'
import { creation, fromBase64url } from '../../../support/webauthn-options'
import { webauthnPorts } from '../../../support/webauthn-ports'

/** An authenticator that attests for every preference, as §6.3.2 step 13 allows. */
const attester: Partial<AuthenticatorDescription> = { attestationFormats: ['packed'] }
const nameless: Partial<AuthenticatorDescription> = { ...attester, aaguid: new Uint8Array(16) }

describe('an attestation statement that the page did not request', () => {
  it.each<[string, Partial<AuthenticatorDescription>, string, string]>([
    ['is removed', attester, 'none', 'none'],
    ['is removed for an unknown preference', attester, 'whatever', 'none'],
    ['is kept when it is self attestation with an AAGUID of zeros', nameless, 'none', 'packed'],
    [
      'is removed when it contains a certificate',
      { ...nameless, packedAttestation: 'x5c' },
      'none',
      'none',
    ],
  ])('%s', async (_what, authenticator, attestation, format) => {
    expect((await register(authenticator, attestation)).format).toBe(format)
  })

  it('leaves the AAGUID in place when it is removed', async () => {
    const { authenticatorData } = await register(attester, 'none')

    expect(hex(readAuthenticatorData(authenticatorData).aaguid ?? new Uint8Array())).toBe(
      '84b9489f93f948d9a1db39a44ab735ee',
    )
  })
})

it.each(['indirect', 'direct', 'enterprise'])('keeps a statement for %s', async (attestation) => {
  expect((await register(attester, attestation)).format).toBe('packed')
})

it.each([
  ['none', ['none']],
  ['nonsense', ['none']],
  ['indirect', ['tpm']],
  ['direct', ['tpm']],
  ['enterprise', ['tpm']],
])('for the preference %s, asks the authenticator for %j', (attestation, wanted) => {
  expect(wantedFormats({ attestation, attestationFormats: ['tpm'] })).toEqual(wanted)
})

it.each([
  ['enterprise', 'example.org', true],
  ['enterprise', 'login.example.org', false],
  ['enterprise', 'other.example', false],
  ['direct', 'example.org', false],
])(
  'the preference %s, for the RP ID %s, allows enterprise attestation: %s',
  (preference, rpId, possible) => {
    const { authenticator } = webauthnPorts({
      authenticator: { enterpriseRpIds: ['example.org'] },
    }).ports

    expect(enterpriseAttestationPossible(preference, rpId, authenticator)).toBe(possible)
  },
)

async function register(authenticator: Partial<AuthenticatorDescription>, attestation: string) {
  const { ports } = webauthnPorts({ authenticator })
  const { response } = await create(creation({ attestation }), ports)
  return readAttestation(fromBase64url(response.response.attestationObject))
}
