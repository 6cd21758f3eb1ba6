import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { get } from '../../../../../src/main/webauthn/client/get'
import { allow, bytes, ExtensionCeremonies } from '../../../../support/extension-ceremonies'
import { passkey } from '../../../../support/passkeys'
import { assertionRequest, fromBase64url } from '../../../../support/webauthn-options'

const APP_ID = 'https://u2f.example.org/app-id.json'
const u2f = passkey({ rpId: APP_ID, credentialId: Uint8Array.of(7), discoverable: false })
const named = allow(bytes(7))

describe('appid', () => {
  it('lets a credential of the AppID sign, with the AppID in place of the RP ID', async () => {
    const { world } = new ExtensionCeremonies({ passkeys: [u2f] })
    const request = assertionRequest({ ...named, extensions: { appid: APP_ID } })

    const { response } = await get(request, world.ports)

    expect(response.clientExtensionResults).toEqual({ appid: true })
    const rpIdHash = fromBase64url(response.response.authenticatorData).subarray(0, 32)
    expect(Buffer.from(rpIdHash)).toEqual(createHash('sha256').update(APP_ID).digest())
  })

  it('is false when a passkey of the RP ID signs', async () => {
    const page = new ExtensionCeremonies({ passkeys: [u2f, passkey()] })

    const { results } = await page.get({ appid: APP_ID }, allow(bytes(7), bytes(1, 2, 3)))

    expect(results).toEqual({ appid: false })
    expect(page.world.asked[0]?.accounts).toHaveLength(1)
  })

  it('never offers a credential of the AppID that the page has not named', async () => {
    const page = new ExtensionCeremonies({ passkeys: [u2f] })

    for (const options of [{}, allow(bytes(8))])
      await expect(page.get({ appid: APP_ID }, options)).rejects.toMatchObject({
        name: 'NotAllowedError',
      })
    await expect(page.get({}, named)).rejects.toMatchObject({ name: 'NotAllowedError' })
  })

  it('rejects an AppID of another site before the user is asked', async () => {
    const page = new ExtensionCeremonies({ passkeys: [u2f] })

    await expect(page.get({ appid: 'https://example.com' }, named)).rejects.toMatchObject({
      name: 'SecurityError',
    })
    expect(page.world.asked).toEqual([])
  })

  it('is ignored at registration', async () => {
    const page = new ExtensionCeremonies()

    expect((await page.create({ appid: 'https://example.com' })).results).toEqual({})
  })
})

describe('appidExclude', () => {
  const excludeCredentials = named.allowCredentials

  it('finds an excluded credential of the AppID', async () => {
    const page = new ExtensionCeremonies({ passkeys: [u2f] })

    await expect(
      page.create({ appidExclude: APP_ID }, { excludeCredentials }),
    ).rejects.toMatchObject({ name: 'InvalidStateError' })
    await expect(page.create({}, { excludeCredentials })).resolves.toBeDefined()
  })

  it('reports that it was processed', async () => {
    const outcome = await new ExtensionCeremonies().create({ appidExclude: APP_ID })

    expect(outcome).toMatchObject({ results: { appidExclude: true }, isFlagged: false })
  })

  it('rejects an AppID of another site', async () => {
    await expect(
      new ExtensionCeremonies().create({ appidExclude: 'https://example.com' }),
    ).rejects.toMatchObject({ name: 'SecurityError' })
  })

  it('is ignored at authentication', async () => {
    const page = new ExtensionCeremonies({ passkeys: [passkey()] })

    expect((await page.get({ appidExclude: 'https://example.com' })).results).toEqual({})
  })
})
