import { statfsSync } from 'node:fs'
import { systemRandom } from '../platform/random'
import type { Clock } from '../platform/ports'
import { fileVault } from '../vault/file-vault'
import { diskFiles } from '../vault/files'
import { keytarKeychain } from '../vault/keytar-keychain'
import { takeOsLock } from '../vault/os-lock'
import { systemProcesses } from '../vault/processes'
import type { Vault } from '../vault/vault'

/**
 * The vault of a data folder on this computer, with the system's keychain. It is not open yet.
 *
 * @param keychainService the name of the service under which the keychain keeps the vault's key.
 * @param backupFailed is told why a backup could not be made.
 */
export function diskVault(
  folder: string,
  keychainService: string,
  clock: Clock,
  backupFailed: (problem: string) => void,
): Vault {
  return fileVault({
    folder,
    files: diskFiles,
    keychain: keytarKeychain(keychainService),
    processes: systemProcesses,
    takeOsLock,
    clock,
    random: systemRandom,
    backups: { freeBytes, failed: backupFailed },
  })
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
