import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { EarlierVault } from '../../support/earlier-vault'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'

const origin = 'https://example.org'

it('keeps the policy of a page across a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  expect(vault.pagePolicies.own(origin)).toBeNull()

  await vault.pagePolicies.set(origin, 'delete')
  expect(vault.pagePolicies.own(origin)).toBe('delete')
  await vault.close()

  const { pagePolicies } = await home.openVault()
  expect(pagePolicies.own(origin)).toBe('delete')
  expect(pagePolicies.own('https://example.org:8443')).toBeNull()
})

it('stores no policy in plain text, and removes a policy that is set to null', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  await vault.pagePolicies.set(origin, 'google-password-manager')
  expect((await home.read()).includes('google-password-manager')).toBe(false)

  await vault.pagePolicies.set(origin, null)

  expect(vault.pagePolicies.own(origin)).toBeNull()
  await vault.close()
  expect((await home.openVault()).pagePolicies.own(origin)).toBeNull()
})

it('names the pages that have a choice', async () => {
  const { pageProfiles } = await memoryHome().openVault()
  await pageProfiles.set(origin, 'acme')
  await pageProfiles.set('https://other.example', 'acme')
  await pageProfiles.set('https://third.example', 'bitwarden')

  expect(pageProfiles.originsOf('acme').sort()).toEqual([origin, 'https://other.example'])
  expect(pageProfiles.originsOf('gpm-linux')).toEqual([])
})

it('does not write a policy that is already set', async () => {
  const home = memoryHome()
  const { pagePolicies } = await home.openVault()
  await pagePolicies.set(origin, 'delete')
  home.files.reset()

  await pagePolicies.set(origin, 'delete')
  await pagePolicies.set('https://nowhere.test', null)

  expect(home.files.calls).toEqual([])
})

it('keeps the policy when the grants of the page are removed', async () => {
  const vault = await memoryHome().openVault()
  await vault.pagePolicies.set(origin, 'delete')

  await vault.grants.removeByOrigin(origin)

  expect(vault.pagePolicies.own(origin)).toBe('delete')
})

it('reads a policy of a newer build as no policy, and can delete it', async () => {
  const earlier = new EarlierVault()
  earlier.put('page-policies', origin, 'shred')
  await earlier.vault.open()

  expect(earlier.vault.pagePolicies.own(origin)).toBeNull()
  await earlier.vault.pagePolicies.set(origin, null)
  expect(earlier.written).toEqual([['delete', 'page-policies', origin]])
})

it('notifies listeners of every change, and of opening and closing', async () => {
  const vault = memoryVault(new FakeClock(), random)
  let heard = 0
  const stop = vault.pagePolicies.onChange(() => heard++)

  await vault.open()
  await vault.pagePolicies.set(origin, 'delete')
  await vault.pagePolicies.set(origin, null)
  await vault.close()
  stop()
  await vault.open()

  expect(heard).toBe(4)
})

it('rejects reads and changes while the vault is locked', async () => {
  const { pagePolicies } = memoryVault(new FakeClock(), random)

  expect(() => pagePolicies.own(origin)).toThrow('locked')
  await expect(pagePolicies.set(origin, 'spec')).rejects.toMatchObject({ name: 'VaultLockedError' })
})
