import { describe, expect, it } from 'vitest'
import { ExtensionCeremonies } from '../../../../support/extension-ceremonies'

const known = (rpId: string) => ({ minPinLength: { value: 6, rpIds: [rpId] } })

describe('minPinLength', () => {
  it('is stated to a relying party that may know it, and only to that', async () => {
    const page = new ExtensionCeremonies({ authenticator: known('example.org') })
    const stranger = new ExtensionCeremonies({ authenticator: known('example.com') })

    const told = await page.create({ minPinLength: true })

    expect(told.data).toEqual(new Map([['minPinLength', 6]]))
    expect(told.results).toEqual({})
    expect((await stranger.create({ minPinLength: true })).isFlagged).toBe(false)
  })

  it('is stated to every page by Latchkey’s own authenticator', async () => {
    const page = new ExtensionCeremonies({})

    expect((await page.create({ minPinLength: true })).data).toEqual(new Map([['minPinLength', 4]]))
  })

  it('is stated at registration alone, and upon request', async () => {
    const page = new ExtensionCeremonies({ authenticator: known('example.org') })

    expect((await page.create({ minPinLength: false })).isFlagged).toBe(false)
    expect((await page.get({ minPinLength: true })).isFlagged).toBe(false)
  })
})
