import { describe, expect, it } from 'vitest'
import type {
  AuthenticatorBehaviour,
  VerificationWay,
} from '../../../../src/main/webauthn/authenticator/behaviour'
import type { CounterMode } from '../../../../src/main/webauthn/authenticator/description'
import { passkey } from '../../../support/passkeys'
import { ProviderCeremonies, turned, verifying } from '../../../support/provider-ceremonies'
import {
  assertionRequest,
  base64url,
  descriptor,
  fromBase64url,
} from '../../../support/webauthn-options'
import { nobody } from '../../../support/webauthn-ports'

const NOT_ALLOWED = expect.objectContaining({ name: 'NotAllowedError' })
const DISCOURAGED = { authenticatorSelection: { residentKey: 'discouraged' } }
const AAGUID = '84b9489f93f948d9a1db39a44ab735ee'

const page = (...how: Parameters<typeof turned>) => new ProviderCeremonies(turned(...how))

describe('user verification', () => {
  const ways = (way: VerificationWay): AuthenticatorBehaviour['verification'] => ({
    required: way === 'skip' ? 'verify' : way,
    preferred: way,
    discouraged: way,
  })

  it.each<[VerificationWay, string, string, string]>([
    ['verify', 'discouraged', '5d', '1d'],
    ['skip', 'preferred', '59', '19'],
    ['claim', 'required', '5d', '1d'],
    ['claim', 'discouraged', '5d', '1d'],
    ['verify', 'unknown', '5d', '1d'],
  ])(
    'with the way %s, %s, states %s at registration and %s at authentication',
    async (way, word, made, used) => {
      const one = page({ verification: ways(way) })

      expect((await one.create(verifying(word))).flags).toBe(made)
      expect((await one.get({ userVerification: word })).flags).toBe(used)
    },
  )

  it('is claimed without asking the user to verify, and the record says so', async () => {
    const one = page({ verification: ways('claim') })

    const made = await one.create(verifying('required'))
    const used = await one.get({ userVerification: 'required' })

    for (const { reason } of [made, used])
      expect(reason).toContain('user verification was claimed: nobody was verified')
    expect(one.world.asked.map(({ verify }) => verify)).toEqual([false, false])
    expect(one.world.store.list()).toMatchObject([{ verificationClaimed: true }])
  })

  it('is simulated if the provider verifies, and the record says that', async () => {
    const one = page({})
    const { reason } = await one.create(verifying('required'))

    expect(reason).toContain('verifying the user was simulated')
    expect(reason).not.toContain('claimed')
    expect(one.world.store.list()).toMatchObject([{ verificationClaimed: false }])
  })

  it('that a provider refuses ends the ceremony', async () => {
    const one = new ProviderCeremonies(turned({ verification: ways('refuse') }), {
      passkeys: [passkey()],
    })

    await expect(one.create(verifying('preferred'))).rejects.toThrow(NOT_ALLOWED)
    await expect(one.get({ userVerification: 'discouraged' })).rejects.toThrow(NOT_ALLOWED)
    expect(one.world.asked).toEqual([])
  })
})

describe('the counter', () => {
  const NOW = Date.UTC(2026, 0, 1) / 1000

  it.each<[string, CounterMode, readonly number[]]>([
    ['is always 0', 'none', [0, 0, 0]],
    ['is 0 at registration, then 1 and 2', 'per-passkey', [0, 1, 2]],
    ['is 1 at registration', { perPasskey: { start: 1 } }, [1, 2, 3]],
    ['has the time', 'timestamp', [NOW, NOW, NOW]],
    ['stays 0 for a new passkey', 'only-if-above-0', [0, 0, 0]],
    ['begins above 0', { global: { start: 5 } }, [5, 6, 7]],
    ['never moves', { fixed: 9 }, [9, 9, 9]],
  ])('%s (%j)', async (_what, counter, counts) => {
    const one = page({}, { counter })
    const { signCount, response } = await one.create()
    const allowed = { allowCredentials: [{ type: 'public-key', id: response.id }] }

    const used = [await one.get(allowed), await one.get(allowed)].map((got) => got.signCount)

    expect([signCount, ...used]).toEqual(counts)
  })

  it('counts the uses of all passkeys together when it is global', async () => {
    const one = page({}, { counter: { global: { start: 1 } } })
    const { response } = await one.create()
    const other = await one.create({ user: { id: base64url('2'), name: 'b', displayName: '' } })

    const used = await one.get({ allowCredentials: [{ type: 'public-key', id: response.id }] })

    expect([other.signCount, used.signCount]).toEqual([2, 3])
  })

  it('continues above 0 for a passkey that came with a counter', async () => {
    const kept = passkey({ signCount: 6 })
    const one = new ProviderCeremonies(turned({}, { counter: 'only-if-above-0' }), {
      passkeys: [kept],
    })

    expect((await one.get()).signCount).toBe(7)
  })
})

describe('attestation', () => {
  it('zeroes the AAGUID if the relying party wants none, in both copies', async () => {
    const one = page({ aaguidWithoutAttestation: 'zeroed' })

    const none = await one.create()
    const direct = await one.create({ attestation: 'direct' })

    expect(none).toMatchObject({ aaguid: '0'.repeat(32), format: 'none' })
    const copy = Buffer.from(none.response.response.authenticatorData, 'base64url')
    expect(copy.subarray(37, 53).toString('hex')).toBe('0'.repeat(32))
    expect(direct).toMatchObject({ aaguid: AAGUID, format: 'packed' })
  })

  it('is never given by a provider that has only the format none', async () => {
    const one = page({}, { attestationFormats: ['none'] })

    expect(await one.create({ attestation: 'direct' })).toMatchObject({
      format: 'none',
      aaguid: AAGUID,
    })
  })
})

describe('discoverable passkeys', () => {
  it.each([
    ['discoverable', true],
    ['not-discoverable', false],
  ] as const)('discouraged, are made %s', async (residentKeyDiscouraged, isDiscoverable) => {
    const one = page({ residentKeyDiscouraged })
    const { response } = await one.create({ ...DISCOURAGED, extensions: { credProps: true } })

    expect(one.world.store.list()[0]?.discoverable).toBe(isDiscoverable)
    expect(response.clientExtensionResults.credProps).toEqual({ rk: isDiscoverable })
  })

  it('discouraged, are refused by a provider that makes no others', async () => {
    const one = page({ residentKeyDiscouraged: 'refuse' })

    await expect(one.create(DISCOURAGED)).rejects.toThrow(NOT_ALLOWED)
    expect(one.world.reports[0]?.reason).toContain('discouraged')
  })

  it('are claimed by credProps, whatever was made', async () => {
    const { response } = await page({ credPropsRk: 'always-true' }).create({
      ...DISCOURAGED,
      extensions: { credProps: true },
    })

    expect(response.clientExtensionResults.credProps).toEqual({ rk: true })
  })
})

describe('the user handle of a passkey that is not discoverable', () => {
  it.each([
    ['absent', undefined],
    ['returned', base64url('user 1')],
    ['empty', ''],
  ] as const)('is %s', async (userHandleOfOthers, userHandle) => {
    const one = page({ userHandleOfOthers })
    const { response } = await one.create(DISCOURAGED)

    const used = await one.get({ allowCredentials: [{ type: 'public-key', id: response.id }] })

    expect(used.response.response.userHandle).toBe(userHandle)
  })
})

describe('an excluded passkey', () => {
  const kept = passkey({ userHandle: fromBase64url(base64url('user 1')) })
  const exclude = { excludeCredentials: [descriptor(kept.credentialId)] }
  const world = (excluded: AuthenticatorBehaviour['excluded'], answer?: typeof nobody) =>
    new ProviderCeremonies(turned({ excluded }), { passkeys: [kept], ...(answer && { answer }) })

  it.each(['InvalidStateError', 'NotAllowedError'] as const)('is told as %s', async (name) => {
    await expect(world(name).create(exclude)).rejects.toMatchObject({ name })
  })

  it('is replaced', async () => {
    const one = world('replace')
    const { response } = await one.create(exclude)

    expect(one.world.store.list().map(({ credentialId }) => base64url(credentialId))).toEqual([
      response.id,
    ])
  })

  it('gets no answer until the time is over', async () => {
    const one = world('silence')
    const answer = one.create(exclude)
    answer.catch(() => undefined)
    await settled()
    expect(one.world.reports).toEqual([])

    one.world.timers.runOut()
    await settled()
    one.world.timers.runOut()

    await expect(answer).rejects.toThrow(NOT_ALLOWED)
    expect(one.world.reports[0]?.reason).toContain('gave no answer until the time was over')
  })

  it('gets the page’s own reason when the page gives up', async () => {
    const page = new AbortController()
    const answer = world('silence').create(exclude, { signal: page.signal })
    await settled()

    page.abort(new Error('the page left'))

    await expect(answer).rejects.toThrow('the page left')
  })
})

describe('transports', () => {
  const transports = ['usb', 'internal', 'hybrid'] as const

  it('are sorted, or in the order of the provider', async () => {
    const told = async (transportOrder: 'sorted' | 'own') =>
      (await page({ transportOrder }, { transports }).create()).response.response.transports

    expect(await told('sorted')).toEqual(['hybrid', 'internal', 'usb'])
    expect(await told('own')).toEqual(transports)
  })

  it('differ for some relying parties', async () => {
    const one = page({ transportsByRpId: { 'example.org': ['internal', 'nfc'] } })
    const { response } = await one.create()

    expect(response.response.transports).toEqual(['internal', 'nfc'])
  })
})

describe('extensions', () => {
  it('end in an empty map, which ED announces, at registration', async () => {
    const one = page({ emptyExtensionMap: true })
    const { flags, rest } = await one.create()

    expect(flags).toBe('dd')
    expect(rest.endsWith('a0')).toBe(true)
    expect((await one.get()).flags).toBe('1d')
  })

  it('have the client’s inputs in the authenticator data', async () => {
    const { flags, rest } = await page({ clientInputsInAuthenticatorData: true }).create({
      extensions: { credProps: true },
    })

    expect(flags).toBe('dd')
    // {"credProps": {"rk": true}}
    expect(rest.endsWith('a1696372656450726f7073a162726bf5')).toBe(true)
  })

  it('evaluate prf at registration, or only at authentication', async () => {
    const prf = { eval: { first: base64url('a salt') } }
    const results = async (prfAtCreate: boolean) => {
      const one = page({ prfAtCreate })
      const made = await one.create({ extensions: { prf } })
      const used = await one.get({ extensions: { prf } })
      return [made, used].map(({ response }) => response.clientExtensionResults.prf)
    }

    expect(await results(true)).toMatchObject([
      { enabled: true, results: expect.any(Object) as object },
      { results: expect.any(Object) as object },
    ])
    expect(await results(false)).toEqual([
      { enabled: true },
      { results: expect.any(Object) as object },
    ])
  })

  it.each([true, false])(
    'have prf for a passkey made without it: %s',
    async (prfWithoutRequest) => {
      const one = page({ prfWithoutRequest })
      await one.create()

      const { response } = await one.get({
        extensions: { prf: { eval: { first: base64url('a salt') } } },
      })

      expect(response.clientExtensionResults.prf?.results !== undefined).toBe(prfWithoutRequest)
    },
  )
})

describe('the display name', () => {
  it('is dropped', async () => {
    const one = page({ displayName: 'dropped' })
    await one.create()

    expect(one.world.store.list()[0]).toMatchObject({
      userName: 'ada@example.org',
      userDisplayName: '',
    })
  })
})

describe('passkeys without a question', () => {
  const unasked = (conditionalCreate: boolean) =>
    new ProviderCeremonies(turned({ conditionalCreate }), { signedInLately: true }).create(
      {},
      { mediation: 'conditional' },
    )

  it('have neither UP nor UV', async () => {
    expect((await unasked(true)).flags).toBe('58')
  })

  it('are not made by some providers', async () => {
    await expect(unasked(false)).rejects.toThrow(NOT_ALLOWED)
  })

  it('are offered in autofill, but not by some providers', async () => {
    const one = new ProviderCeremonies(turned({ conditionalGet: false }), {
      passkeys: [passkey()],
      answer: nobody,
    })
    const gone = new AbortController()
    const offer = one.client.get(
      assertionRequest({}, { mediation: 'conditional', signal: gone.signal }),
    )
    await settled()

    expect(one.world.asked).toMatchObject([{ kind: 'offer', accounts: [] }])
    gone.abort(new Error('the page left'))
    await expect(offer).rejects.toThrow('the page left')
  })

  it.each([true, false])('and capabilities: %s', (has) => {
    const { client } = page({ conditionalCreate: has, conditionalGet: has })

    expect(client.capabilities('https://example.org')).toMatchObject({
      conditionalCreate: has,
      conditionalGet: has,
    })
  })
})

/** Lets every answer that is ready arrive. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
