/** The answer of a `create()` is prepared while the client waits for the disk. */
import { expect, it } from 'vitest'
import { nextTurn } from '../../../../src/main/platform/next-turn'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import { create } from '../../../../src/main/webauthn/client/create'
import { MemoryPasskeys, passkey } from '../../../support/passkeys'
import { base64url, creation } from '../../../support/webauthn-options'
import { webauthnPorts } from '../../../support/webauthn-ports'

const full = { limits: { ...PLATFORM_AUTHENTICATOR.limits, passkeys: 1 } }
const other = passkey({ userHandle: Uint8Array.of(1), rpId: 'example.com' })
const options = {
  authenticatorSelection: { residentKey: 'preferred' },
  user: { id: base64url(Uint8Array.of(9)), name: 'ada', displayName: 'Ada' },
  extensions: { credProps: true },
}

/** Writes only after some turns of the event loop, and records what happened. */
class SlowPasskeys extends MemoryPasskeys {
  readonly happened: string[] = []

  override async add(...passkey: Parameters<MemoryPasskeys['add']>): Promise<boolean> {
    this.happened.push('write')
    for (let turn = 0; turn < 4; turn++) await nextTurn()
    const added = await super.add(...passkey)
    this.happened.push(added ? 'written' : 'full')
    return added
  }
}

it('is prepared during the write, and given after it', async () => {
  const store = new SlowPasskeys()
  const { ports } = webauthnPorts({ store })
  const answered = create(creation(options), ports).then((created) => {
    store.happened.push('answered')
    return created
  })

  const { response, made } = await answered

  expect(store.happened).toEqual(['write', 'written', 'answered'])
  expect(response.id).toBe(base64url(made.passkey.credentialId))
  expect(response.clientExtensionResults).toEqual({ credProps: { rk: true } })
  expect(store.list()).toEqual([made.passkey])
})

it('is not given when the passkey could not be written', async () => {
  const store = new SlowPasskeys()
  store.fault = new Error('The disk is full.')
  const { ports } = webauthnPorts({ store })

  await expect(create(creation(options), ports)).rejects.toMatchObject({ name: 'UnknownError' })
})

it('returns the passkey as it was kept, even if that differs from the prepared answer', async () => {
  const store = new SlowPasskeys([other])
  const { ports } = webauthnPorts({ store, authenticator: full })

  const { response, made } = await create(creation(options), ports)

  expect(store.happened).toEqual(['write', 'full', 'write', 'written'])
  expect(made.passkey.discoverable).toBe(false)
  expect(response.clientExtensionResults).toEqual({ credProps: { rk: false } })
})
