import { describe, expect, it } from 'vitest'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import type { Passkey } from '../../../../src/main/webauthn/authenticator/ports'
import { create } from '../../../../src/main/webauthn/client/create'
import { MemoryPasskeys, passkey } from '../../../support/passkeys'
import { base64url, creation } from '../../../support/webauthn-options'
import { webauthnPorts } from '../../../support/webauthn-ports'

const full = { limits: { ...PLATFORM_AUTHENTICATOR.limits, passkeys: 1 } }
const other = passkey({ userHandle: Uint8Array.of(1), rpId: 'example.com' })
const user = (id: Uint8Array) => ({ id: base64url(id), name: 'ada', displayName: 'Ada' })
const wishing = (residentKey: string) => ({
  authenticatorSelection: { residentKey },
  user: user(Uint8Array.of(9)),
  extensions: { credProps: true },
})

describe('a full authenticator (CTAP 2.1 §6.1.2)', () => {
  it('refuses a discoverable passkey, once the user has agreed', async () => {
    const { ports, asked, store } = webauthnPorts({ passkeys: [other], authenticator: full })

    await expect(create(creation(wishing('required')), ports)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'this authenticator is full: it has room for 1 discoverable passkeys',
    })
    expect(asked).toMatchObject([{ kind: 'create' }])
    expect([store.list(), store.writes]).toEqual([[other], 0])
  })

  it('makes one that is not discoverable where one that is was merely preferred', async () => {
    const { ports, store } = webauthnPorts({ passkeys: [other], authenticator: full })
    const { made, response } = await create(creation(wishing('preferred')), ports)

    expect(response.clientExtensionResults).toEqual({ credProps: { rk: false } })
    expect(store.list()).toEqual([made.passkey, other])
  })

  it.each<[string, string, Passkey]>([
    ['one in the place of the same account’s older one', 'required', passkey()],
    ['one that is not discoverable', 'discouraged', other],
    ['one beside another that is not', 'required', { ...other, discoverable: false }],
  ])('has room for %s', async (_what, residentKey, kept) => {
    const { ports, store } = webauthnPorts({ passkeys: [kept], authenticator: full })
    const { made } = await create(creation(wishing(residentKey)), ports)

    expect(store.list()).toContain(made.passkey)
    expect(made.passkey.discoverable).toBe(residentKey === 'required')
  })

  it('never keeps more, however many pages ask at once', async () => {
    const store = new MemoryPasskeys()
    const { ports } = webauthnPorts({ store, authenticator: full })
    const ended = await Promise.allSettled(
      [1, 2, 3].map((id) => create(creation({ user: user(Uint8Array.of(id)) }), ports)),
    )

    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(store.list()).toHaveLength(1)
  })
})

it('an id that is made is one that the authenticator can read again', async () => {
  const limits = { ...PLATFORM_AUTHENTICATOR.limits, credentialIdBytes: 16 }
  const { ports } = webauthnPorts({ authenticator: { limits } })
  const { made } = await create(creation(), ports)

  expect(made.passkey.credentialId).toHaveLength(16)
})
