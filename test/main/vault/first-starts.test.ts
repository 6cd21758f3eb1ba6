/** First starts at the same moment make one vault and one key, with each of the two locks alone. */
import { expect, it } from 'vitest'
import { takeOsLock } from '../../../src/main/vault/os-lock'
import type { Vault } from '../../../src/main/vault/vault'
import { vaultHome, type VaultHome } from '../../support/vault-home'

const STARTS = 4

/** @param sees whether the processes see one another, which they do not in containers. */
function processesOf(home: VaultHome, sees: boolean): readonly Vault[] {
  return Array.from({ length: STARTS }, (_, start) => {
    const pid = 100 + start
    const identify = async (of: number) => (sees || of === pid ? `process ${String(of)}` : null)
    return home.vault({ pid, identify })
  })
}

type Start = (home: VaultHome, vaults: readonly Vault[]) => Promise<void>

const atOnce: Start = async (_home, vaults) => {
  await Promise.all(vaults.map((vault) => vault.open()))
}

/** The others start when the first has its file, and is about to store its key. */
const beforeTheKey: Start = async ({ keychain }, [first, ...others]) => {
  const set = keychain.set.bind(keychain)
  keychain.set = async (account, secret) => {
    if (account.startsWith('vault-key:')) {
      keychain.set = set
      await Promise.all(others.map((vault) => vault.open()))
    }
    return set(account, secret)
  }
  await first?.open()
}

function expectOne(home: VaultHome, vaults: readonly Vault[]): void {
  const states = vaults.map(({ state }) => (state.state === 'locked' ? state.reason : state.state))
  expect(states.sort()).toEqual([...Array.from({ length: STARTS - 1 }, () => 'in-use'), 'open'])
  expect(home.keychain.keys()).toHaveLength(1)
}

it.each([
  ['at once', atOnce],
  ['one before the other', beforeTheKey],
])('by the file that names the process, if the system locks nothing: %s', async (_how, start) => {
  const home = await vaultHome()
  const vaults = processesOf(home, true)

  await start(home, vaults)

  expectOne(home, vaults)
})

it.each([
  ['at once', atOnce],
  ['one before the other', beforeTheKey],
])('by the system’s lock, if the processes do not see one another: %s', async (_how, start) => {
  const home = await vaultHome()
  home.takeOsLock = takeOsLock
  const vaults = processesOf(home, false)

  await start(home, vaults)

  expectOne(home, vaults)
})
