import { expect, it, onTestFinished, vi } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { keptHome } from '../../support/vault-home'

/** Changes are made one after another, and locking a vault that is not open changes nothing. */
const whenPrepared = (vault: Vault) => vault.lock()

it('is read before it is opened, and its state stays until then', async () => {
  const home = await keptHome()
  const vault = home.vault()
  const heard: string[] = []
  vault.onStateChange(() => heard.push(vault.state.state))

  vault.prepare()
  await whenPrepared(vault)
  expect([vault.state.state, vault.isOpen, heard]).toEqual(['opening', false, []])

  home.keychain.mood = 'missing'
  await vault.open()
  expect(heard).toEqual(['open'])
  expect(vault.passkeys.list()).toHaveLength(1)
})

it('is read once, however often that is asked for', async () => {
  const home = await keptHome()
  const vault = home.vault()
  home.keychain.calls.length = 0

  vault.prepare()
  vault.prepare()
  await vault.open()

  expect(home.keychain.calls).toHaveLength(1)
})

it('is read again when it is opened again', async () => {
  const home = await keptHome()
  const vault = home.vault()
  vault.prepare()
  await vault.open()
  await vault.close()
  home.keychain.calls.length = 0

  await vault.open()

  expect(home.keychain.calls).toHaveLength(1)
})

it('is closed without having been opened: its keys are wiped, and another Latchkey can open it', async () => {
  const home = await keptHome()
  const vault = home.vault()
  const heard: string[] = []
  vault.onStateChange(() => heard.push(vault.state.state))
  vault.prepare()
  await whenPrepared(vault)
  const wipe = vi.spyOn(VaultKeys.prototype, 'wipe')
  onTestFinished(() => wipe.mockRestore())

  await vault.close()

  expect(wipe).toHaveBeenCalledTimes(1)
  expect(heard).toEqual([])
  const other = home.vault()
  await other.open()
  expect(other.state.state).toBe('open')
})
