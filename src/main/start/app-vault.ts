import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import { memoryVault } from '../vault/memory-vault'
import type { Vault } from '../vault/vault'
import { diskVault } from './disk-vault'
import type { EarlyWindow } from './early-window'

/** The vault of the app, which is being read: that mostly waits, for the disk and for other processes. */
export function readAppVault({
  dataFolder,
  keychain,
  log,
}: Pick<EarlyWindow, 'dataFolder' | 'keychain' | 'log'>): Vault {
  const clock = systemClock()
  const vault = keychain
    ? diskVault(dataFolder, keychain, clock, (problem) => log.warn(problem))
    : memoryVault(clock, systemRandom)
  vault.prepare()
  return vault
}
