import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { salts } from '../../../../../src/main/webauthn/client/extensions/prf'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { copyOf } from '../../../../support/opened-secrets'
import { hex, prfVectors } from '../../../../support/vectors'
import { base64url, fromBase64url } from '../../../../support/webauthn-options'

const [one, two] = [bytes(1), bytes(2)]
const discouraged = { userVerification: 'discouraged' }

describe('prf', () => {
  it.each(prfVectors())('hashes the inputs of the vector "$title" into its salts', (vector) => {
    const [first = new Uint8Array(), second] = vector.inputs

    const made = salts({ first: base64url(first), ...(second && { second: base64url(second) }) })

    expect(made.map(hex)).toEqual(vector.salts.map(hex))
  })

  it('is enabled at registration, and evaluates the inputs', async () => {
    const page = new ExtensionCeremonies()

    expect((await page.create({ prf: {} })).results).toEqual({ prf: { enabled: true } })
    const { results } = await page.create({ prf: { eval: { first: one, second: two } } })

    expect(results.prf?.enabled).toBe(true)
    expect(fromBase64url(results.prf?.results?.first ?? '')).toHaveLength(32)
    expect(results.prf?.results?.second).not.toBe(results.prf?.results?.first)
  })

  it('answers with HMAC-SHA-256 of the salt under the secret for verified users', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ prf: {} })

    const { results } = await page.get({ prf: { eval: { first: one } } })

    const { prf } = page.world.store.withExtensionSecrets(fromBase64url(id), copyOf)
    const salt = createHash('sha256').update('WebAuthn PRF\0').update(Uint8Array.of(1)).digest()
    const output = createHmac('sha256', prf!.verified).update(salt).digest()
    expect(results).toEqual({ prf: { results: { first: base64url(output) } } })
  })

  it('evaluates the same function at registration and authentication, with one input or two', async () => {
    const page = new ExtensionCeremonies()
    const made = await page.create({ prf: { eval: { first: one, second: two } } })

    const both = await page.get({ prf: { eval: { first: one, second: two } } })
    const second = await page.get({ prf: { eval: { first: two } } })

    expect(both.results.prf?.results).toEqual(made.results.prf?.results)
    expect(second.results.prf?.results?.first).toBe(made.results.prf?.results?.second)
  })

  it('returns {} at authentication without an input', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ prf: {} })

    expect((await page.get({ prf: {} })).results).toEqual({ prf: {} })
  })

  it('returns {} for a passkey that was made without prf', async () => {
    const page = new ExtensionCeremonies()
    await page.create({})

    expect((await page.get({ prf: { eval: { first: one } } })).results).toEqual({ prf: {} })
  })

  it('leaves no output in the authenticator data', async () => {
    const page = new ExtensionCeremonies()
    const prf = { eval: { first: one } }

    for (const outcome of [await page.create({ prf }), await page.get({ prf })])
      expect(outcome).toMatchObject({ isFlagged: false, data: undefined })
  })

  it('requires user verification for an evaluation, even when the page discourages it', async () => {
    const page = new ExtensionCeremonies()
    const prf = { eval: { first: one } }

    const made = await page.create(
      { prf },
      { authenticatorSelection: { residentKey: 'required', ...discouraged } },
    )
    const used = await page.get({ prf }, discouraged)
    const unused = await page.get({ prf: {} }, discouraged)

    expect([made.verified, used.verified, unused.verified]).toEqual([true, true, false])
  })

  it('refuses evalByCredential at registration', async () => {
    const page = new ExtensionCeremonies()

    for (const evalByCredential of [{}, { AQ: { first: one } }])
      await expect(page.create({ prf: { evalByCredential } })).rejects.toMatchObject({
        name: 'NotSupportedError',
      })
    expect(page.world.asked).toEqual([])
  })

  it('prefers the input for the passkey to the general input', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ prf: {} })
    const expected = await page.get({ prf: { eval: { first: one } } })

    const { results } = await page.get(
      { prf: { eval: { first: two }, evalByCredential: { [id]: { first: one } } } },
      allow(id),
    )

    expect(results).toEqual(expected.results)
  })

  it('returns {} for a passkey that evalByCredential does not name', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ prf: {} })

    const { results } = await page.get(
      { prf: { evalByCredential: { AQ: { first: one } } } },
      allow(id, 'AQ'),
    )

    expect(results).toEqual({ prf: {} })
  })

  it('refuses evalByCredential that is not empty without allowed credentials', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ prf: {} })

    await expect(
      page.get({ prf: { evalByCredential: { AQ: { first: one } } } }),
    ).rejects.toMatchObject({ name: 'NotSupportedError' })
    // §10.1.4 rejects only a map that is "not empty".
    expect((await page.get({ prf: { evalByCredential: {} } })).results).toEqual({ prf: {} })
  })

  it.each(['', '=', 'A', '+/', 'AQ==', 'AQI', '\uD800'])(
    'refuses the credential id %j in evalByCredential',
    async (key) => {
      const page = new ExtensionCeremonies()
      const { id } = await page.create({ prf: {} })
      const evalByCredential = { [id]: { first: one }, [key]: { first: one } }

      await expect(page.get({ prf: { evalByCredential } }, allow(id))).rejects.toMatchObject({
        name: 'SyntaxError',
      })
    },
  )

  const local = { attachment: 'platform' as const }
  const remote = { attachment: 'cross-platform' as const }
  const unverifying = { userVerification: 'unavailable' as const }

  it.each([
    ['without prf', { extensions: [] }, false],
    ['that cannot verify its user', { ...local, ...unverifying }, true],
    ['that roams and cannot verify its user', { ...remote, ...unverifying }, true],
  ])('has no results on an authenticator %s', async (_what, authenticator, enabled) => {
    const page = new ExtensionCeremonies({ authenticator })
    const prf = { eval: { first: one } }

    expect((await page.create({ prf })).results).toEqual({ prf: { enabled } })
    expect(await page.get({ prf }, discouraged)).toMatchObject({
      results: { prf: {} },
      verified: false,
    })
  })
})

describe('prf of a roaming authenticator', () => {
  it('uses hmac-secret, and the relying party sees only encrypted outputs', async () => {
    const page = new ExtensionCeremonies({ authenticator: { attachment: 'cross-platform' } })
    const made = await page.create({ prf: { eval: { first: one } } })

    const { results, data } = await page.get({ prf: { eval: { first: one, second: two } } })

    expect(made.results).toEqual({ prf: { enabled: true } })
    expect(made.data).toEqual(new Map([['hmac-secret', true]]))
    const encrypted = data?.get('hmac-secret') as Uint8Array
    expect(encrypted).toHaveLength(16 + 64)
    const { first, second } = results.prf!.results!
    const { prf } = page.world.store.withExtensionSecrets(fromBase64url(made.id), copyOf)
    const salted = salts({ first: one, second: two })
    expect([first, second]).toEqual(
      salted.map((salt) => base64url(createHmac('sha256', prf!.verified).update(salt).digest())),
    )
    expect(hex(encrypted)).not.toContain(hex(fromBase64url(first)))
  })

  it('returns {} for a passkey without prf', async () => {
    const page = new ExtensionCeremonies({ authenticator: { attachment: 'cross-platform' } })
    await page.create({})

    const outcome = await page.get({ prf: { eval: { first: one } } })

    expect(outcome).toMatchObject({ results: { prf: {} }, isFlagged: false })
  })
})
