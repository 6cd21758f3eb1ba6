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
const withResidentKey = (residentKey: string) => ({
  authenticatorSelection: { residentKey },
  user: user(Uint8Array.of(9)),
  extensions: { credProps: true },
})

describe('a full authenticator (CTAP 2.1 §6.1.2)', () => {
  it('rejects a discoverable passkey after the user has agreed', async () => {
    const { ports, asked, store } = webauthnPorts({ passkeys: [other], authenticator: full })

    await expect(create(creation(withResidentKey('required')), ports)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'this authenticator is full: it has room for 1 discoverable passkeys',
    })
    expect(asked).toMatchObject([{ kind: 'create' }])
    expect([store.list(), store.writes]).toEqual([[other], 0])
  })

  it('makes a non-discoverable passkey when a discoverable passkey is only preferred', async () => {
    const { ports, store } = webauthnPorts({ passkeys: [other], authenticator: full })
    const { made, response } = await create(creation(withResidentKey('preferred')), ports)

    expect(response.clientExtensionResults).toEqual({ credProps: { rk: false } })
    expect(store.list()).toEqual([made.passkey, other])
  })

  it.each<[string, string, Passkey]>([
    ['a passkey that replaces an older passkey of the account', 'required', passkey()],
    ['a non-discoverable passkey', 'discouraged', other],
    [
      'a discoverable passkey beside a non-discoverable passkey',
      'required',
      { ...other, discoverable: false },
    ],
  ])('has room for %s', async (_what, residentKey, kept) => {
    const { ports, store } = webauthnPorts({ passkeys: [kept], authenticator: full })
    const { made } = await create(creation(withResidentKey(residentKey)), ports)

    expect(store.list()).toContain(made.passkey)
    expect(made.passkey.discoverable).toBe(residentKey === 'required')
  })

  it('does not exceed its limit when several requests run at once', async () => {
    const store = new MemoryPasskeys()
    const { ports } = webauthnPorts({ store, authenticator: full })
    const ended = await Promise.allSettled(
      [1, 2, 3].map((id) => create(creation({ user: user(Uint8Array.of(id)) }), ports)),
    )

    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(store.list()).toHaveLength(1)
  })
})

it('a new credential id fits the limit of the authenticator', async () => {
  const limits = { ...PLATFORM_AUTHENTICATOR.limits, credentialIdBytes: 16 }
  const { ports } = webauthnPorts({ authenticator: { limits } })
  const { made } = await create(creation(), ports)

  expect(made.passkey.credentialId).toHaveLength(16)
})
