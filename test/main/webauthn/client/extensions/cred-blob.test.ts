import { describe, expect, it } from 'vitest'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { base64url } from '../../../../support/webauthn-options'

const serverSide = { authenticatorSelection: { residentKey: 'discouraged' } }

describe('credBlob', () => {
  it('is stored, and returned when the passkey signs', async () => {
    const page = new ExtensionCeremonies()
    const made = await page.create({ credBlob: bytes(1, 2, 3) })

    const used = await page.get({ getCredBlob: true })

    expect(made.results).toEqual({ credBlob: true })
    expect(made.data).toEqual(new Map([['credBlob', true]]))
    expect(used.results).toEqual({ getCredBlob: bytes(1, 2, 3) })
    expect(used.data?.get('credBlob')).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('is stored with a non-discoverable passkey', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ credBlob: bytes(4) }, serverSide)

    expect((await page.get({ getCredBlob: true }, allow(id))).results).toEqual({
      getCredBlob: bytes(4),
    })
  })

  it('is empty when no blob was stored', async () => {
    const page = new ExtensionCeremonies()
    await page.create({})

    const { results, data } = await page.get({ getCredBlob: true })

    expect(results).toEqual({ getCredBlob: '' })
    expect(data?.get('credBlob')).toEqual(Uint8Array.of())
  })

  it('accepts up to 32 bytes, and does not send a longer blob to the authenticator', async () => {
    const page = new ExtensionCeremonies()
    const size = (length: number) => ({ credBlob: base64url(new Uint8Array(length)) })

    expect((await page.create(size(32))).results).toEqual({ credBlob: true })
    expect((await page.create(size(0))).results).toEqual({ credBlob: true })
    expect(await page.create(size(33))).toMatchObject({
      results: { credBlob: false },
      isFlagged: false,
    })
  })

  it('is returned only on request', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ credBlob: bytes(1) })

    for (const extensions of [{}, { getCredBlob: false }, { credBlob: bytes(1) }])
      expect(await page.get(extensions)).toMatchObject({ results: {}, isFlagged: false })
    expect((await page.create({ getCredBlob: true })).results).toEqual({})
  })

  it('leaves no trace on an authenticator without credBlob', async () => {
    const page = new ExtensionCeremonies({ authenticator: { extensions: ['prf'] } })

    const outcomes = [
      await page.create({ credBlob: bytes(1) }),
      await page.get({ getCredBlob: true }),
    ]

    for (const outcome of outcomes) expect(outcome).toMatchObject({ results: {}, isFlagged: false })
  })
})
