/** A start on a disk that refuses writes. */
import { describe, expect, it } from 'vitest'
import { fullDisk } from '../../support/faulty-files'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, memoryHome, openUnchanged, vaultHome } from '../../support/vault-home'

describe('a folder that cannot be written to', () => {
  it('opens its vault read-only', async () => {
    const home = await keptHome()
    home.files.fault = ({ call }) => (call === 'makeFolder' ? { code: 'EROFS' } : undefined)
    const vault = home.vault()

    await vault.open()

    expect(vault.state).toMatchObject({ state: 'open', readOnly: expect.any(String) })
    expect(vault.passkeys.list()).toHaveLength(1)
    await expect(vault.passkeys.add(keptPasskey(), PRIVATE_KEY)).rejects.toMatchObject({
      name: 'VaultReadOnlyError',
    })
  })

  it('opens its vault to read while the disk is full, and to write again when there is room', async () => {
    const home = await keptHome()
    home.files.fault = fullDisk(0)
    const vault = home.vault()
    await vault.open()
    const whenFull = vault.state
    const read = vault.passkeys.list()
    home.files.reset()

    await vault.retry()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

    expect(whenFull).toMatchObject({ state: 'open', readOnly: 'The disk is full.' })
    expect(read).toHaveLength(1)
    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
  })

  it('gets no new vault', async () => {
    const home = await vaultHome()
    home.files.fault = ({ call }) => (call === 'makeFolder' ? { code: 'EACCES' } : undefined)

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(home.keychain.keys()).toEqual([])
  })
})

describe('a start that fails', () => {
  it('does not prevent the next start, whichever call failed', { timeout: 60_000 }, async () => {
    for (const code of ['EIO', 'ENOSPC', 'EROFS'])
      for (let failing = 0; ; failing++) {
        const home = memoryHome()
        home.files.fault = ({ number }) => (number === failing ? { code } : undefined)
        const first = home.vault()
        await first.open()
        const calls = home.files.calls.length
        home.files.reset()
        await first.close()

        const second = home.vault()
        await second.open()

        expect({ code, failing, state: second.state }).toMatchObject({ state: { state: 'open' } })
        if (calls <= failing) break
      }
  })
})
