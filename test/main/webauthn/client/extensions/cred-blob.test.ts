import { describe, expect, it } from 'vitest'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { base64url } from '../../../../support/webauthn-options'

const serverSide = { authenticatorSelection: { residentKey: 'discouraged' } }

describe('credBlob', () => {
  it('is kept, and read when the passkey signs', async () => {
    const page = new ExtensionCeremonies()
    const made = await page.create({ credBlob: bytes(1, 2, 3) })

    const used = await page.get({ getCredBlob: true })

    expect(made.results).toEqual({ credBlob: true })
    expect(made.data).toEqual(new Map([['credBlob', true]]))
    expect(used.results).toEqual({ getCredBlob: bytes(1, 2, 3) })
    expect(used.data?.get('credBlob')).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('is kept with a passkey that is not discoverable, too', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ credBlob: bytes(4) }, serverSide)

    expect((await page.get({ getCredBlob: true }, allow(id))).results).toEqual({
      getCredBlob: bytes(4),
    })
  })

  it('is empty where none was kept', async () => {
    const page = new ExtensionCeremonies()
    await page.create({})

    const { results, data } = await page.get({ getCredBlob: true })

    expect(results).toEqual({ getCredBlob: '' })
    expect(data?.get('credBlob')).toEqual(Uint8Array.of())
  })

  it('takes up to 32 bytes, and sends no longer one to the authenticator', async () => {
    const page = new ExtensionCeremonies()
    const size = (length: number) => ({ credBlob: base64url(new Uint8Array(length)) })

    expect((await page.create(size(32))).results).toEqual({ credBlob: true })
    expect((await page.create(size(0))).results).toEqual({ credBlob: true })
    expect(await page.create(size(33))).toMatchObject({
      results: { credBlob: false },
      isFlagged: false,
    })
  })

  it('is not read unless it is asked for', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ credBlob: bytes(1) })

    for (const extensions of [{}, { getCredBlob: false }, { credBlob: bytes(1) }])
      expect(await page.get(extensions)).toMatchObject({ results: {}, isFlagged: false })
    expect((await page.create({ getCredBlob: true })).results).toEqual({})
  })

  it('leaves no trace on an authenticator without it', async () => {
    const page = new ExtensionCeremonies({ authenticator: { extensions: ['prf'] } })

    const outcomes = [
      await page.create({ credBlob: bytes(1) }),
      await page.get({ getCredBlob: true }),
    ]

    for (const outcome of outcomes) expect(outcome).toMatchObject({ results: {}, isFlagged: false })
  })
})
