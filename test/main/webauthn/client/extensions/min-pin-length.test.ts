import { describe, expect, it } from 'vitest'
import { ExtensionCeremonies } from '../../../../support/extension-ceremonies'

const known = (rpId: string) => ({ minPinLength: { value: 6, rpIds: [rpId] } })

describe('minPinLength', () => {
  it('is stated only to the relying parties that may know it', async () => {
    const page = new ExtensionCeremonies({ authenticator: known('example.org') })
    const stranger = new ExtensionCeremonies({ authenticator: known('example.com') })

    const outcome = await page.create({ minPinLength: true })

    expect(outcome.data).toEqual(new Map([['minPinLength', 6]]))
    expect(outcome.results).toEqual({})
    expect((await stranger.create({ minPinLength: true })).isFlagged).toBe(false)
  })

  it('is stated to every page by Latchkey’s own authenticator', async () => {
    const page = new ExtensionCeremonies({})

    expect((await page.create({ minPinLength: true })).data).toEqual(new Map([['minPinLength', 4]]))
  })

  it('is stated only at registration, and only on request', async () => {
    const page = new ExtensionCeremonies({ authenticator: known('example.org') })

    expect((await page.create({ minPinLength: false })).isFlagged).toBe(false)
    expect((await page.get({ minPinLength: true })).isFlagged).toBe(false)
  })
})
