import { describe, expect, it } from 'vitest'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { base64url } from '../../../../support/webauthn-options'

const serverSide = { authenticatorSelection: { residentKey: 'discouraged' } }
const reading = { largeBlob: { read: true } }
const writing = (blob: string) => ({ largeBlob: { write: blob } })

describe('largeBlob at registration', () => {
  it.each([{ support: 'preferred' }, { support: 'required' }, { support: 'what?' }, {}])(
    'is supported for %j, and does not change the authenticator data',
    async (largeBlob) => {
      const outcome = await new ExtensionCeremonies().create({ largeBlob })

      expect(outcome.results).toEqual({ largeBlob: { supported: true } })
      expect(outcome.isFlagged).toBe(false)
    },
  )

  it('is not supported by an authenticator without it, or for a non-discoverable passkey', async () => {
    const without = new ExtensionCeremonies({ authenticator: { extensions: ['prf'] } })
    const asked = { largeBlob: { support: 'preferred' } }

    expect((await without.create(asked)).results).toEqual({ largeBlob: { supported: false } })
    const { results } = await new ExtensionCeremonies().create(asked, serverSide)
    expect(results).toEqual({ largeBlob: { supported: false } })
  })

  it('is rejected when it is required and not supported', async () => {
    const without = new ExtensionCeremonies({ authenticator: { extensions: [] } })
    const required = { largeBlob: { support: 'required' } }

    await expect(without.create(required)).rejects.toMatchObject({ name: 'NotAllowedError' })
    await expect(new ExtensionCeremonies().create(required, serverSide)).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
  })

  it('is not supported when a full authenticator makes a non-discoverable passkey', async () => {
    const limits = { passkeys: 0, credentialIdsInList: null, credentialIdBytes: 1023 }
    const page = new ExtensionCeremonies({ authenticator: { limits } })
    const preferred = { authenticatorSelection: { residentKey: 'preferred' } }

    const { results } = await page.create({ largeBlob: { support: 'preferred' } }, preferred)

    expect(results).toEqual({ largeBlob: { supported: false } })
    await expect(
      page.create({ largeBlob: { support: 'required' } }, preferred),
    ).rejects.toMatchObject({ name: 'NotAllowedError' })
  })

  it.each([{ read: true }, { read: false }, { write: bytes(1) }])(
    'refuses %j',
    async (largeBlob) => {
      await expect(new ExtensionCeremonies().create({ largeBlob })).rejects.toMatchObject({
        name: 'NotSupportedError',
      })
    },
  )
})

describe('largeBlob at authentication', () => {
  it('reads a written blob', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })

    expect((await page.get(reading)).results).toEqual({ largeBlob: {} })
    expect((await page.get(writing(bytes(9, 9)), allow(id))).results).toEqual({
      largeBlob: { written: true },
    })

    expect((await page.get(reading)).results).toEqual({ largeBlob: { blob: bytes(9, 9) } })
  })

  it('is removed when an empty blob is written', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })
    await page.get(writing(bytes(1)), allow(id))

    const { results } = await page.get(writing(''), allow(id))

    expect(results).toEqual({ largeBlob: { written: true } })
    expect((await page.get(reading)).results).toEqual({ largeBlob: {} })
  })

  it('never changes the authenticator data', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })

    expect((await page.get(writing(bytes(1)), allow(id))).isFlagged).toBe(false)
    expect((await page.get(reading)).isFlagged).toBe(false)
  })

  it('stores at most 2 048 bytes', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })
    const write = async (size: number) =>
      (await page.get(writing(base64url(new Uint8Array(size).fill(7))), allow(id))).results

    expect(await write(2048)).toEqual({ largeBlob: { written: true } })
    expect(await write(2049)).toEqual({ largeBlob: { written: false } })
    const { results } = await page.get(reading)
    expect(results.largeBlob?.blob).toBe(base64url(new Uint8Array(2048).fill(7)))
  })

  it('is not written when the passkey was made without largeBlob', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({})

    const { results } = await page.get(writing(bytes(1)), allow(id))

    expect(results).toEqual({ largeBlob: { written: false } })
    expect((await page.get(reading)).results).toEqual({ largeBlob: {} })
  })

  it('reports written: false when the vault cannot be written', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })
    page.world.store.writeLargeBlob = () => Promise.reject(new Error('the disk is full'))

    const { results } = await page.get(writing(bytes(1)), allow(id))

    expect(results).toEqual({ largeBlob: { written: false } })
  })

  it.each([
    ['support', { support: 'required' }, 1],
    ['read and write together', { read: true, write: bytes(1) }, 1],
    ['read: false and write together', { read: false, write: bytes(1) }, 1],
    ['write without an allowed credential', { write: bytes(1) }, 0],
    ['write with two allowed credentials', { write: bytes(1) }, 2],
  ])('refuses %s', async (_what, largeBlob, named) => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })

    await expect(
      page.get({ largeBlob }, allow(...[id, 'AQ'].slice(0, named))),
    ).rejects.toMatchObject({ name: 'NotSupportedError' })
  })

  it.each([{}, { read: false }])('returns no result for %j', async (largeBlob) => {
    const page = new ExtensionCeremonies()
    await page.create({ largeBlob: {} })

    expect((await page.get({ largeBlob })).results).toEqual({})
  })

  it('is not written when the assertion fails', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ largeBlob: {} })
    page.world.store.recordUse = () => Promise.reject(new Error('the disk is full'))
    let written = false
    page.world.store.writeLargeBlob = async () => void (written = true)

    await expect(page.get(writing(bytes(1)), allow(id))).rejects.toMatchObject({
      name: 'UnknownError',
    })
    expect(written).toBe(false)
  })
})
