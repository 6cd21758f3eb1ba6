import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { random } from '../../support/vault-home'

it('opens at once, and notifies its listeners', async () => {
  const vault = memoryVault(new FakeClock(), random)
  const heard: string[] = []
  vault.onStateChange(() => heard.push(vault.state.state))

  await vault.open()

  expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'memory' })
  expect(heard).toEqual(['open'])
})

it('forgets everything when it is closed', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

  await vault.close()

  expect(() => vault.passkeys.list()).toThrow('locked')
  await vault.open()
  expect(vault.passkeys.list()).toEqual([])
})

it('rejects a passphrase', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()

  await expect(vault.unlockWithPassphrase('a')).rejects.toThrow('is not waiting')
  await expect(vault.createWithPassphrase('a')).rejects.toThrow('no new vault to create')
})

it('keeps everything while the user has locked it', async () => {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

  await vault.lock()
  expect(vault.state).toEqual({ state: 'locked-by-user', sealedBy: 'memory' })
  expect(() => vault.passkeys.list()).toThrow('locked')

  await vault.retry()
  const [passkey] = vault.passkeys.list()
  expect(passkey && vault.passkeys.privateKey(passkey.credentialId)).toEqual(PRIVATE_KEY)
})
