import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { AuthenticatorDescription } from '../../../../src/main/webauthn/authenticator/description'
import { PROFILE_FILES } from '../../../../src/main/webauthn/providers/profile-files'
import {
  ownProfileSchema,
  type Knobs,
} from '../../../../src/main/webauthn/providers/profile-schema'
import {
  describeProfile,
  profileDescription,
} from '../../../../src/main/webauthn/providers/provider-profiles'
import { profileOfRecording } from '../../../../src/main/webauthn/providers/recorded-profile'
import { recordingSchema, type Recording } from '../../../../src/main/webauthn/providers/recording'
import { recordProvider } from '../../../support/recorded-provider'

const allKnobs = ({ facts }: { readonly facts: readonly { readonly knobs: Knobs }[] }): Knobs =>
  Object.assign({}, ...facts.map(({ knobs }) => knobs)) as Knobs

/** The profile from a recording of this authenticator. */
async function recorded(authenticator: AuthenticatorDescription) {
  const recording = v.parse(recordingSchema, await recordProvider(authenticator))
  const { profile, unknown } = profileOfRecording(recording)
  return { recording, profile, unknown, knobs: allKnobs(profile) }
}

describe.each(PROFILE_FILES.map(({ id }) => id))('a recording of %s', (id) => {
  it('makes a profile that loads, and that answers in the same way', async () => {
    const { profile, knobs } = await recorded(profileDescription(id))
    const loaded = v.parse(ownProfileSchema, JSON.parse(JSON.stringify(profile)))

    const again = await recorded(describeProfile(loaded).description)

    expect(again.knobs).toEqual(knobs)
  })
})

describe('a recording', () => {
  it('of KeePassXC finds what relying parties stumble over', async () => {
    const { knobs } = await recorded(profileDescription('keepassxc-2.7.12'))

    expect(knobs).toMatchObject({
      aaguid: 'fdb141b2-5d84-443e-8a35-4698c205a502',
      backupEligible: true,
      counter: 'none',
      credentialId: { form: 'random', bytes: 32 },
      excluded: 'silence',
      memberOrder: ['challenge', 'crossOrigin', 'origin', 'type'],
      clientInputsInAuthenticatorData: true,
      toJson: false,
      publicKey: 'null',
      authenticatorData: 'without-attested-data',
    })
  })

  it('of a security key finds its counter, its transports and its attestation', async () => {
    const { knobs } = await recorded(profileDescription('yubikey-5'))

    expect(knobs).toMatchObject({
      attachment: 'cross-platform',
      backupEligible: false,
      counter: { global: { start: expect.any(Number) as number } },
      transports: ['nfc', 'usb'],
      attestationFormats: ['packed', 'none'],
      packedAttestation: 'x5c',
    })
  })

  it('says what six calls cannot settle', async () => {
    const { unknown, profile } = await recorded(profileDescription('latchkey'))

    expect(unknown).toEqual(expect.arrayContaining(['conditionalCreate', 'signals']))
    expect(profile.unknown).toEqual(unknown)
  })

  it('leaves out unanswered calls', async () => {
    const { recording } = await recorded(profileDescription('latchkey'))
    const silent = { outcome: 'silent' } as const
    const calls = { ...recording.calls, discovered: silent, named: silent, excluded: silent }

    const { unknown } = profileOfRecording({ ...recording, calls })

    expect(unknown).toEqual(expect.arrayContaining(['counter', 'extensions', 'userHandleOfOthers']))
  })

  it('without a passkey makes no profile', async () => {
    const { recording } = await recorded(profileDescription('latchkey'))
    const refused = { outcome: 'refused', error: 'NotAllowedError' } as const
    const calls = Object.fromEntries(
      Object.keys(recording.calls).map((name) => [name, refused]),
    ) as Recording['calls']

    expect(() => profileOfRecording({ ...recording, calls })).toThrow('no call made a passkey')
  })

  it('with client data that are no JSON is refused', async () => {
    const { recording } = await recorded(profileDescription('latchkey'))
    const { verified } = recording.calls
    const calls = { ...recording.calls, verified: { ...verified, clientDataJSON: 'AAAA' } }

    expect(() => profileOfRecording({ ...recording, calls })).toThrow(RangeError)
  })

  it.each([
    ['no CBOR', 'AAAA'],
    ['cut off', 'o2NmbXRkbm9uZQ'],
  ])('with an attestation object that is %s is refused', async (_what, attestationObject) => {
    const { recording } = await recorded(profileDescription('latchkey'))
    const { verified } = recording.calls
    const calls = { ...recording.calls, verified: { ...verified, attestationObject } }

    expect(() => profileOfRecording({ ...recording, calls })).toThrow(RangeError)
  })
})
