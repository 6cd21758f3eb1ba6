/** Genuine answers: no step is wrong, and every step that the options and the key can decide is decided. */
import { beforeAll, describe, expect, it } from 'vitest'
import { checkCeremony, withParts } from '../../../src/inspect/check/check-ceremony'
import type { CheckStep } from '../../../src/inspect/check/step'
import { decodeCeremony } from '../../../src/inspect/decode/decode-ceremony'
import { readCeremony } from '../../../src/inspect/decode/ceremony'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { canAttest } from '../../../src/main/webauthn/authenticator/attestation/formats'
import { ATTESTATION_FORMATS } from '../../../src/main/webauthn/authenticator/description'
import { profileDescription } from '../../../src/main/webauthn/providers/provider-profiles'
import { profileIds, type ProfileId } from '../../../src/shared/provider-profile'
import { rootAuthority } from '../../support/attestation'
import { genuine, sent, wrongIn } from '../../support/inspected'
import { vectorAnswers } from '../../support/vector-answers'
import { CHALLENGE, ProviderCeremonies } from '../../support/provider-ceremonies'
import { base64url, creationOptions, requestOptions } from '../../support/webauthn-options'
import { seededRandom } from '../../support/webauthn-ports'
import { VECTOR_ROOT } from '../../support/registration-vectors'
import file from '../../vectors/webauthn-l3.json'

const ORIGIN = 'https://example.org'
const NOW = Date.UTC(2026, 0, 2)

function outcomeOf(steps: readonly CheckStep[], section: string): string | undefined {
  return withParts(steps).find((step) => step.section === section)?.outcome
}

/** One vector states no origin and no purpose of its key (§8.4); the other states an AAGUID although it is U2F. */
const LEFT_OPEN = ['android-key-es256', 'fido-u2f-es256']

/** Deviations of providers from the specification (docs/providers.md) that the check shows. */
const DEVIATIONS: Partial<Record<ProfileId, string>> = {
  'keepassxc-2.7.12': '§5.2.1: authenticatorData is not that of the attestation object',
  'keepassxc-2.7.11': '§5.2.1: authenticatorData is not that of the attestation object',
  'samsung-pass-2025': '§6.1: extensions: ED is set, and the map is empty',
  'android-device-bound': '§7.2 step 6: the user handle is empty: it has 1 to 64 bytes',
}

describe.each(vectorAnswers)('the vector $id', ({ id, registration, authentication, coseKey }) => {
  const frames = { crossOrigin: true, topOrigins: [file.topOrigin] }

  it('is a correct registration, up to the root', async () => {
    const steps = await checkCeremony(registration, {
      origins: [file.origin],
      trustedRoots: [base64url(VECTOR_ROOT.certificate)],
      registeredIds: [],
      now: Date.UTC(2025, 0, 1),
      ...frames,
    })

    expect(wrongIn(steps)).toEqual([])
    for (const step of [7, 8, 9, 13, 14, 20, 21, 25, 26, 27])
      expect(outcomeOf(steps, `§7.1 step ${step}`), `${id} ${step}`).toBe('ok')
    expect(outcomeOf(steps, '§7.1 step 22')).toBe(
      LEFT_OPEN.includes(id) ? 'only-server-knows' : 'ok',
    )
  })

  it('is a correct sign-in with the key of the registration', async () => {
    const record = { publicKey: coseKey, signCount: 0 }
    const steps = await checkCeremony(authentication, { origins: [file.origin], record, ...frames })

    expect(wrongIn(steps)).toEqual([])
    for (const step of [5, 10, 11, 12, 15, 16, 18, 21, 22])
      expect(outcomeOf(steps, `§7.2 step ${step}`), `${id} ${step}`).toBe('ok')
  })
})

const cells = ATTESTATION_FORMATS.flatMap((format) =>
  [...ALGORITHMS.values()]
    .filter((algorithm) => format === 'none' || canAttest(format, algorithm.id))
    .map(({ id, name }) => ({ format, id, name })),
)

describe('Latchkey’s own', { timeout: 60_000 }, () => {
  const authority = rootAuthority(seededRandom('inspected'))
  let root: string
  beforeAll(async () => {
    root = base64url(await authority.rootCertificate())
  })

  it.each(cells)('$name attested as $format is correct', async ({ format, id }) => {
    const { registration, authentication } = await genuine(id, format, authority)
    const given = { origins: [ORIGIN], trustedRoots: [root], now: NOW, registeredIds: [] }
    const made = await checkCeremony(registration, given)
    const { publicKey } = registration.response.response
    const signedIn = await checkCeremony(authentication, {
      ...given,
      record: { id: registration.response.id, publicKey: publicKey!, algorithm: id },
    })

    expect(wrongIn(made)).toEqual([])
    expect(wrongIn(signedIn)).toEqual([])
    expect(outcomeOf(made, '§7.1 step 22')).toBe('ok')
    if (format !== 'none') expect(outcomeOf(made, '§7.1 step 24')).toBe('ok')
    expect(outcomeOf(signedIn, '§7.2 step 21')).toBe('ok')
    expect((await decodeCeremony(registration)).problems).toEqual([])
  })

  it.each([...ALGORITHMS.values()])('$name attested by itself is correct', async ({ id }) => {
    const self = { packedAttestation: 'self' as const }
    const { registration } = await genuine(id, 'packed', authority, self)
    const steps = await checkCeremony(registration, { origins: [ORIGIN] })

    expect(wrongIn(steps)).toEqual([])
    expect(outcomeOf(steps, '§7.1 step 22')).toBe('ok')
  })

  it('a signature of another key is wrong, for each algorithm', async () => {
    const other = (await genuine(-7, 'none', authority)).registration.response.response.publicKey!
    const { authentication } = await genuine(-257, 'none', authority)
    const steps = await checkCeremony(authentication, { record: { publicKey: other } })

    expect(outcomeOf(steps, '§7.2 step 21')).toBe('wrong')
  })
})

/** Not every provider makes every passkey. */
const providers = profileIds.flatMap((id) => {
  const { residentKeys, behaviour } = profileDescription(id)
  const makes = {
    required: residentKeys,
    discouraged: behaviour.residentKeyDiscouraged !== 'refuse',
  }
  return (['required', 'discouraged'] as const)
    .filter((residentKey) => makes[residentKey])
    .map((residentKey) => ({ id, residentKey }))
})

describe.each(providers)('the provider $id, residentKey $residentKey', ({ id, residentKey }) => {
  it('answers without a wrong step but those that are known', async () => {
    const ceremonies = new ProviderCeremonies(profileDescription(id))
    const asked = {
      challenge: CHALLENGE,
      attestation: 'direct',
      authenticatorSelection: { residentKey, userVerification: 'preferred' },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      extensions: { credProps: true },
    }
    const made = await ceremonies.create(asked)
    const registration = { options: creationOptions(asked), response: sent(made.response) }
    const found = wrongIn(await checkCeremony(registration, { origins: [ORIGIN], now: NOW }))
    expect(found.filter((one) => one !== DEVIATIONS[id])).toEqual([])

    const { authenticatorData } = readCeremony(registration)
    const allowCredentials = [{ type: 'public-key', id: made.response.id }]
    const got = await ceremonies.get({ allowCredentials })
    const options = requestOptions({ challenge: CHALLENGE, allowCredentials })
    const steps = await checkCeremony(
      { options, response: sent(got.response) },
      {
        origins: [ORIGIN],
        record: {
          id: made.response.id,
          publicKey: coseKeyIn(made.response.response.attestationObject),
          signCount: authenticatorData!.signCount!,
          backupEligible: authenticatorData!.flags!.be,
        },
      },
    )

    expect(wrongIn(steps).filter((one) => one !== DEVIATIONS[id])).toEqual([])
    expect(outcomeOf(steps, '§7.2 step 21')).toBe('ok')
  })
})

/** The credential public key of a registration, base64url. */
function coseKeyIn(attestationObject: string): string {
  const { authenticatorData } = readCeremony({ response: { response: { attestationObject } } })
  const { offset, length } = authenticatorData!.attested!.publicKey.field
  return base64url(authenticatorData!.bytes.subarray(offset, offset + length))
}
