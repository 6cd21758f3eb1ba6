import { describe, expect, it, vi } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { AuthenticatorDescription } from '../../../../src/main/webauthn/authenticator/description'
import {
  makeCredential,
  type MakeCredentialInput,
} from '../../../../src/main/webauthn/authenticator/make-credential'
import { FOLLOWS_SITE, SET_BY_NONE } from '../../../../src/main/webauthn/authenticator/ports'
import { fixedAuthority } from '../../../support/attestation'
import { readAttestation, readAuthenticatorData } from '../../../support/authenticator-answers'
import { overwrittenIn } from '../../../support/opened-secrets'
import { hiddenPasskey, MemoryPasskeys, passkey } from '../../../support/passkeys'
import { hex, unhex } from '../../../support/vectors'
import { decline, fixedAt, meanwhile, nobody, webauthnPorts } from '../../../support/webauthn-ports'
import { userHandle } from '../../../support/user-handle'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const AAGUID = unhex('84b9489f93f948d9a1db39a44ab735ee')
const UNTOUCHED = { hidden: null, edited: FOLLOWS_SITE, renames: [], setBy: SET_BY_NONE }

describe('makeCredential', () => {
  it('stores the passkey with the data of the page and of the authenticator', async () => {
    const { store, made } = await make()

    expect(store.list()).toEqual([made.passkey])
    expect(made.passkey).toEqual({
      credentialId: expect.objectContaining({ length: 32 }),
      rpId: 'example.org',
      rpName: 'Example',
      userHandle: Uint8Array.of(9),
      userName: 'ada@example.org',
      userDisplayName: 'Ada',
      algorithm: -7,
      discoverable: true,
      signCount: null,
      backupEligible: true,
      backedUp: true,
      transports: ['internal', 'hybrid'],
      origin: 'https://login.example.org',
      profile: 'latchkey',
      profileTitle: 'Latchkey',
      verificationClaimed: false,
      createdAt: Date.UTC(2026, 0, 1),
      ...{ ...UNTOUCHED, lastUsedAt: null },
      ...{ extensions: expect.any(Object), attestation: { format: 'none', aaguid: AAGUID } },
    })
  })

  it('stores the key that it attests', async () => {
    const { store, made } = await make()
    const kept = ALGORITHMS.get(-7)!.open(store.privateKey(made.passkey.credentialId))

    expect(hex(kept.coseKey)).toBe(hex(coseKeyIn(made.attestationObject)))
    expect(hex(kept.spki)).toBe(hex(made.spki))
  })

  it('overwrites the key that it made, once the passkey is kept', async () => {
    const es256 = ALGORITHMS.get(-7)!
    const newKeys: Uint8Array[] = []
    const newPrivateKey: typeof es256.newPrivateKey = async (random) => {
      const privateKey = await es256.newPrivateKey(random)
      newKeys.push(privateKey)
      return privateKey
    }
    await make({}, { algorithms: new Map([[-7, { ...es256, newPrivateKey }]]) })

    expect(newKeys.map((key) => key.every((byte) => byte === 0))).toEqual([true])
  })

  it('overwrites the secrets of prf that it made, and keeps them', async () => {
    const { ports, store } = webauthnPorts()
    const add = vi.spyOn(store, 'add')
    const wished = input({ extensions: { prf: [] } })
    const { passkey } = await makeCredential(wished, ports.authenticator, ports)

    expect(overwrittenIn(add.mock.calls[0]?.[3] ?? {})).toEqual([true, true])
    expect(store.withExtensionSecrets(passkey.credentialId, overwrittenIn)).toEqual([false, false])
  })

  it.each<[AuthenticatorDescription['counter'], number | null, string]>([
    ['per-passkey', 0, '00000000'],
    [fixedAt(4_294_967_295), null, 'ffffffff'],
  ])(
    'stores, for the counter %j, the sign count %s and states %s',
    async (counter, signCount, stated) => {
      const { made } = await make({}, { authenticator: { counter } })

      expect(made.passkey.signCount).toBe(signCount)
      expect(hex(made.authenticatorData.subarray(33, 37))).toBe(stated)
    },
  )

  it('replaces the older discoverable passkey of the same account', async () => {
    const older = passkey({ userHandle: Uint8Array.of(9) })
    const { store, made } = await make({}, { passkeys: [older] })

    expect(store.list()).toEqual([made.passkey])
    expect(store.trash).toEqual([older])
  })

  it('keeps the older passkey when the new passkey is not discoverable', async () => {
    const older = passkey({ userHandle: Uint8Array.of(9) })
    const { store, made } = await make({ requireResidentKey: false }, { passkeys: [older] })

    expect(store.list()).toEqual([made.passkey, older])
  })

  it('uses the first algorithm of the list that it supports (§6.3.2 step 2)', async () => {
    const { made } = await make({ algorithms: [-65535, -8, -7] })

    expect(made.passkey.algorithm).toBe(-8)
  })

  it.each([
    ['an unknown algorithm', [-65535]],
    ['a disabled algorithm', [-257]],
    ['an empty list of algorithms', []],
  ])('rejects %s without asking the user', async (_what, algorithms) => {
    const { ports, asked } = webauthnPorts({ authenticator: { algorithms: [-7] } })

    await expect(
      makeCredential(input({ algorithms }), ports.authenticator, ports),
    ).rejects.toMatchObject({ name: 'NotSupportedError' })
    expect(asked).toEqual([])
  })

  it('shortens a list of a thousand unusable algorithms in the reason', async () => {
    const algorithms = Array.from({ length: 1000 }, (_, i) => -100_000 - i)
    const refused = refusal({ algorithms })

    expect((await refused).message.length).toBeLessThan(200)
  })

  it.each<[string, Partial<MakeCredentialInput>, Partial<AuthenticatorDescription>]>([
    ['a discoverable passkey (step 4)', { requireResidentKey: true }, { residentKeys: false }],
    [
      'user verification (step 5)',
      { requireUserVerification: true },
      { userVerification: 'unavailable' },
    ],
  ])('rejects %s that it does not support', async (_what, fields, authenticator) => {
    expect(await refusal(fields, { authenticator })).toMatchObject({ name: 'ConstraintError' })
  })

  describe('asks the user', () => {
    it('with the names from the page', async () => {
      const { asked } = await make({ requireUserVerification: true })

      expect(asked).toEqual([
        {
          kind: 'create',
          rpId: 'example.org',
          rpName: 'Example',
          userName: 'ada@example.org',
          userDisplayName: 'Ada',
          verify: true,
          accounts: [],
        },
      ])
    })

    it('and stores no passkey when the user declines', async () => {
      const store = new MemoryPasskeys()

      expect(await refusal({}, { store, answer: decline })).toMatchObject({
        name: 'NotAllowedError',
      })
      expect(store.writes).toBe(0)
    })

    it('and stores no passkey when required verification fails', async () => {
      const store = new MemoryPasskeys()
      const authenticator = { userVerification: 'fails' } as const

      expect(
        await refusal({ requireUserVerification: true }, { store, authenticator }),
      ).toMatchObject({ name: 'NotAllowedError' })
      expect(store.writes).toBe(0)
    })

    it('and rejects with the reason of an abort, without storing a passkey', async () => {
      const store = new MemoryPasskeys()
      const page = new AbortController()
      const reason = new Error('gone')
      const answer = meanwhile(() => queueMicrotask(() => page.abort(reason)), nobody)

      expect(await refusal({ signal: page.signal }, { store, answer })).toBe(reason)
      expect(store.writes).toBe(0)
    })
  })

  it('stores no passkey when the page has aborted before the passkey is written', async () => {
    const [page, store] = [new AbortController(), new MemoryPasskeys()]
    const reason = new Error('gone')
    const answer = meanwhile(() => page.abort(reason))

    expect(await refusal({ signal: page.signal }, { store, answer })).toBe(reason)
    expect(store.writes).toBe(0)
  })

  it('sets UV only when verification was required', async () => {
    const flagsOf = async (requireUserVerification: boolean) =>
      (await make({ requireUserVerification })).made.authenticatorData[32]

    expect([await flagsOf(true), await flagsOf(false)]).toEqual([0b0101_1101, 0b0101_1001])
  })

  describe('when an excluded passkey is kept here (step 3)', () => {
    const excluded = passkey({ credentialId: Uint8Array.of(7), discoverable: false })
    const excluding = { excludeCredentialIds: [Uint8Array.of(6), excluded.credentialId] }

    it('asks the user, and then rejects with InvalidStateError', async () => {
      const { ports, asked } = webauthnPorts({ passkeys: [excluded] })

      await expect(
        makeCredential(input(excluding), ports.authenticator, ports),
      ).rejects.toMatchObject({ name: 'InvalidStateError' })
      expect(asked).toMatchObject([{ accounts: [], excluded: { outcome: 'InvalidStateError' } }])
    })

    it('rejects like any other refusal when the user declines', async () => {
      const refused = await refusal(excluding, { passkeys: [excluded], answer: decline })

      expect(refused).toMatchObject({ name: 'NotAllowedError' })
      expect(refused.message).toBe((await refusal({}, { answer: decline })).message)
    })

    it('asks before it checks what it supports (steps 4 and 5 come later)', async () => {
      const refused = await refusal(
        { ...excluding, requireResidentKey: true },
        { passkeys: [excluded], answer: decline, authenticator: { residentKeys: false } },
      )

      expect(refused).toMatchObject({ name: 'NotAllowedError' })
    })

    it.each([
      ['of another relying party', passkey({ ...excluded, rpId: 'example.com' })],
      ['that is hidden', hiddenPasskey(excluded)],
    ])('ignores an excluded passkey %s', async (_what, other) => {
      const { asked, store } = await make(excluding, { passkeys: [other] })

      expect(asked).toMatchObject([{ kind: 'create' }])
      expect(store.list()).toHaveLength(2)
    })
  })

  it.each([
    [['packed', 'none'], 'packed'],
    [['none', 'packed'], 'none'],
    [['tpm', 'packed'], 'tpm'],
    [['android-safetynet', 'unknown'], 'packed'],
    [[], 'packed'],
  ])(
    'answers a request for the formats %j with %s (step 13)',
    async (attestationFormats, format) => {
      const { made } = await make({ attestationFormats })

      expect(readAttestation(made.attestationObject).format).toBe(format)
    },
  )

  it('states an AAGUID of zeros with a fido-u2f statement, and its own AAGUID with a tpm statement', async () => {
    const zeros = '00'.repeat(16)
    const aaguids = await Promise.all(
      ['fido-u2f', 'tpm'].map(async (format) => {
        const { made } = await make({ attestationFormats: [format] })
        return hex(readAuthenticatorData(made.authenticatorData).aaguid ?? new Uint8Array())
      }),
    )

    expect(aaguids).toEqual([zeros, '84b9489f93f948d9a1db39a44ab735ee'])
  })

  it('does not call the attestation authority for no attestation or self attestation', async () => {
    const authority = fixedAuthority([], new Uint8Array(16))
    authority.certifiedKey = () => expect.unreachable('it asked')
    authority.certify = () => expect.unreachable('it asked')

    for (const format of ['none', 'packed']) {
      const { made } = await make({ attestationFormats: [format] }, { authority })
      expect(made.attestation.format).toBe(format)
    }
  })

  it('rejects with UnknownError when attestation fails, and stores no passkey', async () => {
    const fault = new Error('ENOSPC')
    const authority = fixedAuthority([], new Uint8Array(16))
    authority.certify = () => Promise.reject(fault)
    const store = new MemoryPasskeys()
    const refused = await refusal({ attestationFormats: ['apple'] }, { authority, store })

    expect(refused).toMatchObject({ name: 'UnknownError', cause: fault })
    expect(store.list()).toEqual([])
  })

  it('rejects with UnknownError when the vault cannot be written', async () => {
    const store = new MemoryPasskeys()
    store.fault = new Error('ENOSPC')
    const refused = await refusal({}, { store })

    expect(refused).toMatchObject({ name: 'UnknownError', cause: store.fault })
    expect(refused.message).toBe('the passkey could not be written to the vault')
    expect(store.list()).toEqual([])
  })
})

describe('makeCredential without the user’s presence (conditional create)', () => {
  const unasked = { requireUserPresence: false }

  it('does not ask the user, and sets neither UP nor UV', async () => {
    const { made, asked } = await make(unasked)

    expect(asked).toEqual([])
    expect(made.authenticatorData[32]).toBe(0b0101_1000)
  })

  it('rejects at once when an excluded passkey is kept here', async () => {
    const excluded = passkey({ credentialId: Uint8Array.of(7), discoverable: false })
    const store = new MemoryPasskeys([excluded])
    const excluding = { ...unasked, excludeCredentialIds: [excluded.credentialId] }

    expect(await refusal(excluding, { store })).toMatchObject({ name: 'InvalidStateError' })
    expect(store.writes).toBe(0)
  })
})

async function make(fields: Partial<MakeCredentialInput> = {}, world: World = {}) {
  const { ports, ...seen } = webauthnPorts(world)
  return { made: await makeCredential(input(fields), ports.authenticator, ports), ...seen }
}

async function refusal(fields: Partial<MakeCredentialInput> = {}, world: World = {}) {
  const { ports } = webauthnPorts(world)
  return makeCredential(input(fields), ports.authenticator, ports).then(
    () => expect.unreachable('it was made'),
    (error: unknown) => error as Error,
  )
}

/** A valid input. A test passes only the fields that it is about. */
function input(fields: Partial<MakeCredentialInput> = {}): MakeCredentialInput {
  return {
    rp: { id: 'example.org', name: 'Example' },
    user: { id: userHandle(9), name: 'ada@example.org', displayName: 'Ada' },
    clientDataHash: unhex('aa'.repeat(32)),
    algorithms: [-7],
    excludeCredentialIds: [],
    requireResidentKey: true,
    requireUserPresence: true,
    residentKeyDispensable: false,
    requireUserVerification: false,
    attestationFormats: ['none'],
    enterpriseAttestationPossible: false,
    origin: 'https://login.example.org',
    signal: new AbortController().signal,
    ...fields,
  }
}

/** Returns the COSE key, which is the last part of the authenticator data. */
function coseKeyIn(attestationObject: Uint8Array): Uint8Array {
  return readAttestation(attestationObject).authenticatorData.subarray(37 + 16 + 2 + 32)
}
