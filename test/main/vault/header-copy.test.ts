/** A damaged header, and its second copy. */
import { describe, expect, it } from 'vitest'
import { closedVault, open } from '../../support/damaged-vault'
import type { VaultHome } from '../../support/vault-home'

describe('a vault file whose header is damaged', () => {
  it('opens completely whichever byte has a flipped bit, and is repaired', async () => {
    const { home, bytes, kept } = await closedVault(1)
    const length = headerLength(bytes)
    for (let at = 0; at < length; at++) {
      const damaged = Buffer.from(bytes)
      damaged[at]! ^= 1 << (at % 8)
      await home.write(damaged)

      const { state, passkeys } = await open(home)

      expect({ at, state, passkeys }).toMatchObject({
        at,
        state: {
          state: 'open',
          readOnly: null,
          warning: expect.stringContaining('Nothing is lost. 1 passkey can be read.'),
        },
        passkeys: kept,
      })
      expect(await home.read()).toEqual(bytes)
      expect(Object.values(await home.contents())).toContain(damaged.toString('hex'))
      for (const name of await home.names()) if (name !== 'vault.pkv') await home.remove(name)
    }
  })

  it('opens to read, and can be repaired, when the first frame is damaged too', async () => {
    const { home, bytes, kept } = await closedVault(3)
    bytes.fill(0, 0, headerLength(bytes) + 20)
    await home.write(bytes)

    const { state, passkeys } = await open(home)

    expect(state).toMatchObject({ damage: { is: 'damaged', lost: 0 } })
    expect(passkeys).toEqual(kept)
  })

  it('does not open if the second copy belongs to another vault', async () => {
    const { home, bytes } = await closedVault(1)
    const other = await closedVault(1)
    bytes[20]! ^= 1
    await home.write(bytes)
    await home.write(await other.home.read('vault.witness'), 'vault.witness')
    await shareKeys(other.home, home)

    const { state } = await open(home)

    expect(state).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(JSON.stringify(state)).toContain('its header is damaged')
    expect(await home.read()).toEqual(bytes)
  })

  it('does not open if there is no second copy, as earlier versions left it', async () => {
    const { home, bytes } = await closedVault(1)
    const witness = await home.read('vault.witness')
    await home.write(witness.subarray(0, 44), 'vault.witness')
    bytes[20]! ^= 1
    await home.write(bytes)

    expect((await open(home)).state).toMatchObject({ state: 'locked', reason: 'unreadable' })
  })

  it('does not open by a second copy with a flipped bit', async () => {
    const { home, bytes } = await closedVault(1)
    const witness = await home.read('vault.witness')
    witness[64 + 20]! ^= 1
    await home.write(witness, 'vault.witness')
    bytes[20]! ^= 1
    await home.write(bytes)

    expect((await open(home)).state).toMatchObject({ state: 'locked', reason: 'unreadable' })
  })

  it('is not touched if the folder cannot be written to', async () => {
    const { home, bytes, kept } = await closedVault(1)
    bytes[20]! ^= 1
    await home.write(bytes)
    home.files.fault = () => ({ code: 'EROFS' })

    const { state, passkeys } = await open(home)

    expect(passkeys).toEqual(kept)
    expect(state).toMatchObject({ warning: expect.stringContaining('beginning') })
    expect(await home.read()).toEqual(bytes)
  })
})

function headerLength(bytes: Buffer): number {
  return 42 + bytes.readUInt32BE(38) + 8
}

async function shareKeys(from: VaultHome, to: VaultHome): Promise<void> {
  for (const { account, secret } of await from.keychain.list())
    await to.keychain.set(account, secret)
}
