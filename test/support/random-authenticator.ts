/** Random authenticators, all of which the schema of descriptions accepts. */
import { AUTHENTICATOR_TRANSPORTS } from '../../src/shared/authenticator-configuration'
import fc from 'fast-check'
import { DEFAULT_BEHAVIOUR } from '../../src/main/webauthn/authenticator/behaviour'
import { NO_QUIRKS } from '../../src/main/webauthn/authenticator/client-quirks'
import {
  ATTESTATION_FORMATS,
  EXTENSION_IDS,
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import {
  CTAP2_1_KEY,
  CTAP2_KEY,
  U2F_KEY,
} from '../../src/main/webauthn/authenticator/security-keys'

const uint32 = fc.nat({ max: 2 ** 32 - 1 })

const counter = fc.oneof(
  fc.constantFrom<'none' | 'per-passkey'>('none', 'per-passkey'),
  fc.record({ fixed: uint32 }),
)

const limits = fc.record({
  passkeys: fc.option(fc.nat({ max: 3 })),
  credentialIdsInList: fc.option(fc.integer({ min: 1, max: 10 })),
  credentialIdBytes: fc.constantFrom(16, 32, 64, 255, 1023),
})

const backup = fc.constantFrom(
  { backupEligible: false, backedUp: false },
  { backupEligible: true, backedUp: false },
  { backupEligible: true, backedUp: true },
)

/** Some of the algorithms that the strict verifier judges. */
const fido2 = fc
  .record({
    protocol: fc.constantFrom<'ctap2' | 'ctap2_1'>('ctap2', 'ctap2_1'),
    aaguid: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    transports: fc.subarray([...AUTHENTICATOR_TRANSPORTS], { minLength: 1 }),
    algorithms: fc.shuffledSubarray([-7, -8, -257, -35, -36], { minLength: 2 }),
    residentKeys: fc.boolean(),
    userVerification: fc.constantFrom<AuthenticatorDescription['userVerification']>(
      'unavailable',
      'succeeds',
      'succeeds',
      'fails',
    ),
    counter,
    backup,
    extensions: fc.subarray([...EXTENSION_IDS]),
    attestationFormats: fc.shuffledSubarray([...ATTESTATION_FORMATS], { minLength: 1 }),
    packedAttestation: fc.constantFrom<'self' | 'x5c'>('self', 'x5c'),
    enterpriseRpIds: fc.subarray(['example.org', 'example.com']),
    minPinLength: fc.record({
      value: fc.integer({ min: 4, max: 63 }),
      rpIds: fc.subarray(['example.org', 'example.com']),
    }),
    limits,
  })
  .map(({ backup, ...fields }): AuthenticatorDescription => ({
    name: 'Random',
    profile: null,
    behaviour: DEFAULT_BEHAVIOUR,
    client: NO_QUIRKS,
    attachment: fields.transports.includes('internal') ? 'platform' : 'cross-platform',
    ...backup,
    ...fields,
  }))

const u2f = fc
  .record({ counter, formats: fc.constantFrom(['fido-u2f'] as const, ['none'] as const) })
  .map(({ counter, formats }) => ({ ...U2F_KEY, counter, attestationFormats: formats }))

export const randomAuthenticator: fc.Arbitrary<AuthenticatorDescription> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(PLATFORM_AUTHENTICATOR, CTAP2_KEY, CTAP2_1_KEY) },
  { weight: 1, arbitrary: u2f },
  { weight: 4, arbitrary: fido2 },
)
