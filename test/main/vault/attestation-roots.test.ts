import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { FakeClock } from '../../support/fake-clock'
import { memoryHome, random } from '../../support/vault-home'

const root = {
  privateKey: new Uint8Array(48).fill(0xab),
  certificate: Uint8Array.of(1, 2, 3),
  notBefore: 5,
}

it('keeps the attestation root across a restart', async () => {
  const home = memoryHome()
  const vault = await home.openVault()
  expect(vault.attestationRoots.find()).toBeUndefined()

  expect(await vault.attestationRoots.keep(root)).toEqual(root)
  await vault.close()

  expect((await home.openVault()).attestationRoots.find()).toEqual(root)
})

it('keeps the first of two roots', async () => {
  const { attestationRoots } = await memoryHome().openVault()
  const other = { ...root, certificate: Uint8Array.of(9) }

  const kept = await Promise.all([attestationRoots.keep(root), attestationRoots.keep(other)])

  expect(kept).toEqual([root, root])
})

it('keeps the attestation root in a memory vault, and rejects reads while the vault is locked', async () => {
  const vault = memoryVault(new FakeClock(), random)
  expect(() => vault.attestationRoots.find()).toThrow('locked')
  await vault.open()

  expect(await vault.attestationRoots.keep(root)).toEqual(root)
})
