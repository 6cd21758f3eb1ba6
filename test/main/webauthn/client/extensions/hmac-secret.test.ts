import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { copyOf } from '../../../../support/opened-secrets'
import { passkey } from '../../../../support/passkeys'
import { base64url, fromBase64url } from '../../../../support/webauthn-options'

const salt1 = new Uint8Array(32).fill(1)
const salt2 = new Uint8Array(32).fill(2)
const asked = { hmacGetSecret: { salt1: base64url(salt1) } }

describe('hmacCreateSecret', () => {
  it('creates the secrets, and states this in the results and the authenticator data', async () => {
    const outcome = await new ExtensionCeremonies().create({ hmacCreateSecret: true })

    expect(outcome.results).toEqual({ hmacCreateSecret: true })
    expect(outcome.data).toEqual(new Map([['hmac-secret', true]]))
  })

  it('can be combined with prf', async () => {
    const page = new ExtensionCeremonies()
    const { results } = await page.create({ hmacCreateSecret: true, prf: {} })

    expect(results).toEqual({ hmacCreateSecret: true, prf: { enabled: true } })
  })

  it.each([
    ['false', { hmacCreateSecret: false }, ['prf' as const]],
    ['an authenticator without prf', { hmacCreateSecret: true }, []],
  ])('leaves no trace for %s', async (_what, inputs, extensions) => {
    const page = new ExtensionCeremonies({ authenticator: { extensions } })

    expect(await page.create(inputs)).toMatchObject({ results: {}, isFlagged: false })
  })
})

describe('hmacGetSecret', () => {
  it.each([true, false])('uses the secret for verification: %s', async (verified) => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ hmacCreateSecret: true })

    const { results, data } = await page.get(
      { hmacGetSecret: { salt1: base64url(salt1), salt2: base64url(salt2) } },
      { userVerification: verified ? 'required' : 'discouraged' },
    )

    const { prf } = page.world.store.withExtensionSecrets(fromBase64url(id), copyOf)
    const secret = verified ? prf!.verified : prf!.unverified
    const [output1, output2] = [salt1, salt2].map((salt) =>
      base64url(createHmac('sha256', secret).update(salt).digest()),
    )
    expect(results).toEqual({ hmacGetSecret: { output1, output2 } })
    expect(data?.get('hmac-secret')).toHaveLength(16 + 64)
  })

  it.each<[string, object, object]>([
    ['hmacGetSecret', {}, asked],
    ['prf', { attachment: 'cross-platform' }, { prf: { eval: { first: bytes(1) } } }],
  ])(
    'starts no key agreement for %s before a passkey is chosen',
    async (_how, authenticator, inputs) => {
      let drawn = 0
      const random = { bytes: (length: number) => new Uint8Array(length).fill(++drawn) }
      const kept = [passkey()]
      let isAsked = () => {}
      const asking = new Promise<void>((resolve) => (isAsked = resolve))
      const answer = () => (isAsked(), new Promise<never>(() => {}))
      const page = new ExtensionCeremonies({ authenticator, random, passkeys: kept, answer })

      void page.get({ ...inputs })
      await asking

      expect(drawn).toBe(0)
    },
  )

  it('answers one salt with one output', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ hmacCreateSecret: true })

    const { results } = await page.get(asked)

    expect(Object.keys(results.hmacGetSecret!)).toEqual(['output1'])
  })

  it('leaves no trace for salts of other sizes than 32 bytes', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ hmacCreateSecret: true })

    for (const salts of [{ salt1: bytes(1) }, { salt1: base64url(salt1), salt2: '' }])
      expect(await page.get({ hmacGetSecret: salts })).toMatchObject({
        results: {},
        isFlagged: false,
      })
  })

  it('leaves no trace for a passkey or an authenticator without the extension', async () => {
    const page = new ExtensionCeremonies()
    await page.create({})
    const without = new ExtensionCeremonies({ authenticator: { extensions: [] } })
    await without.create({ hmacCreateSecret: true })

    for (const { get } of [page, without].map((p) => ({ get: () => p.get(asked) })))
      expect(await get()).toMatchObject({ results: {}, isFlagged: false })
  })

  it('is ignored when the page also requests prf', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ prf: {} })

    const { results } = await page.get({ ...asked, prf: { eval: { first: bytes(1) } } })

    expect(Object.keys(results)).toEqual(['prf'])
  })
})
