import { createHash, createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { NO_QUIRKS } from '../../../../src/main/webauthn/authenticator/client-quirks'
import {
  clientDataFor,
  serializeClientData,
} from '../../../../src/main/webauthn/client/client-data'
import { passkey } from '../../../support/passkeys'
import { CHALLENGE, ProviderCeremonies, quirky } from '../../../support/provider-ceremonies'
import { base64url, fromBase64url, requester } from '../../../support/webauthn-options'
import { seededRandom } from '../../../support/webauthn-ports'

const FRAME = requester({ crossOrigin: true, topOrigin: 'https://example.com' })

const page = (...how: Parameters<typeof quirky>) => new ProviderCeremonies(quirky(...how))

const inFrame = (quirks: object) => {
  const data = { type: 'webauthn.get', challenge: Uint8Array.of(1), requester: FRAME } as const
  return new TextDecoder().decode(serializeClientData(data, { ...NO_QUIRKS, ...quirks }))
}

describe('client data of a provider’s own client', () => {
  it('has its members in another order', async () => {
    const { clientData } = await page({
      memberOrder: ['challenge', 'crossOrigin', 'origin', 'type'],
    }).create()

    expect(clientData).toBe(
      `{"challenge":"${CHALLENGE}","crossOrigin":false,"origin":"https://example.org","type":"webauthn.create"}`,
    )
  })

  it('leaves crossOrigin out', async () => {
    const { clientData } = await page({ crossOrigin: 'when-true' }).create()

    expect(clientData).toBe(
      `{"type":"webauthn.create","challenge":"${CHALLENGE}","origin":"https://example.org"}`,
    )
  })

  it('states a foreign frame, or not, and its top origin, or not', () => {
    expect(inFrame({ crossOrigin: 'when-true' })).toContain(
      '"crossOrigin":true,"topOrigin":"https://example.com"}',
    )
    expect(inFrame({ topOrigin: 'absent' })).toContain('"crossOrigin":true}')
    expect(inFrame({ crossOrigin: 'always-false', topOrigin: 'absent' })).toContain(
      '"crossOrigin":false}',
    )
  })

  it('escapes slashes and adds members, as the first FIDO API of Android', async () => {
    const { clientData } = await page({
      crossOrigin: 'when-true',
      escapedSlashes: true,
      extraMembers: { androidPackageName: 'org.mozilla.firefox' },
    }).create()

    expect(clientData).toBe(
      `{"type":"webauthn.create","challenge":"${CHALLENGE}","origin":"https:\\/\\/example.org","androidPackageName":"org.mozilla.firefox"}`,
    )
  })

  it('has Chrome’s extra member in some ceremonies, the same for the same seed', () => {
    const data = { type: 'webauthn.get', challenge: Uint8Array.of(1), requester: FRAME } as const
    const run = () => {
      const random = seededRandom('grease')
      const quirks = { ...NO_QUIRKS, greaseProbability: 0.2 }
      return Array.from({ length: 200 }, () =>
        Buffer.from(clientDataFor(data, quirks, random).clientData)
          .toString()
          .includes(',"other_keys_can_be_added_here":"do not compare clientDataJSON'),
      )
    }

    const greased = run()

    expect(greased).toEqual(run())
    expect(greased.filter(Boolean).length).toBeGreaterThan(20)
    expect(greased.filter(Boolean).length).toBeLessThan(60)
  })

  it('is what the authenticator signs', async () => {
    const one = page({ memberOrder: ['origin', 'type', 'crossOrigin', 'challenge'] })
    const { response: made } = await one.create()
    const { response: used, clientData } = await one.get()

    const key = createPublicKey({
      key: Buffer.from(fromBase64url(made.response.publicKey ?? '')),
      format: 'der',
      type: 'spki',
    })
    const { authenticatorData, signature } = used.response
    const signed = Buffer.concat([
      fromBase64url(authenticatorData),
      createHash('sha256').update(clientData).digest(),
    ])
    expect(verify('sha256', signed, key, fromBase64url(signature))).toBe(true)
  })
})

describe('the object of a provider’s own client', () => {
  it('has no public key', async () => {
    const { response } = await page({ publicKey: 'null' }).create()

    expect(response.response).not.toHaveProperty('publicKey')
    expect(response.response.publicKeyAlgorithm).toBe(-7)
  })

  it('has the COSE key as its public key', async () => {
    const { response, rest } = await page({ publicKey: 'cose' }).create()

    expect(Buffer.from(response.response.publicKey ?? '', 'base64url').toString('hex')).toBe(rest)
    expect(rest).toMatch(/^a5010203262001215820/)
  })

  it('has authenticator data without attested data', async () => {
    const { response, flags } = await page({ authenticatorData: 'without-attested-data' }).create()

    const told = Buffer.from(response.response.authenticatorData, 'base64url')
    expect(told).toHaveLength(37)
    expect(told.subarray(32).toString('hex')).toBe('1d00000000')
    expect(flags).toBe('5d')
  })

  it('tells the page’s script to leave toJSON out', async () => {
    const one = page({ toJson: false })

    expect((await one.create()).response.objectShape).toEqual({ toJSON: false })
    expect((await one.get()).response.objectShape).toEqual({ toJSON: false })
    expect((await page({}).create()).response).not.toHaveProperty('objectShape')
  })
})

describe('a provider’s own client', () => {
  it.each([
    [['security-key'], false],
    [['security-key', 'client-device'], true],
    [[], true],
  ])('that declines security keys, with the hints %j, answers: %s', async (hints, answers) => {
    const one = new ProviderCeremonies(quirky({ declinedHints: ['security-key'] }), {
      passkeys: [passkey()],
    })
    const outcomes = await Promise.allSettled([one.create({ hints }), one.get({ hints })])

    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([answers, answers])
    expect(one.world.reports.map(({ error }) => error ?? null)).toEqual(
      answers ? [null, null] : ['NotAllowedError', 'NotAllowedError'],
    )
  })

  it.each([
    [15, 'TypeError'],
    [16, null],
  ])('takes a challenge of %i bytes: %s', async (length, name) => {
    const one = new ProviderCeremonies(quirky({ shortestChallenge: 16 }), {
      passkeys: [passkey()],
    })
    const challenge = base64url(new Uint8Array(length))

    await Promise.allSettled([one.create({ challenge }), one.get({ challenge })])

    expect(one.world.reports.map(({ error }) => error ?? null)).toEqual([name, name])
  })
})
