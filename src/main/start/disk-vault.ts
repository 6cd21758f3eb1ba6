import { systemRandom } from '../platform/random'
import type { Clock } from '../platform/ports'
import { fileVault } from '../vault/file-vault'
import { diskFiles } from '../vault/files'
import { keytarKeychain } from '../vault/keytar-keychain'
import { systemProcesses } from '../vault/processes'
import type { Vault } from '../vault/vault'

/**
 * The vault of a data folder on this computer, with the system's keychain. It is not open yet.
 *
 * @param keychainService the name of the service under which the keychain keeps the vault's key.
 */
export function diskVault(folder: string, keychainService: string, clock: Clock): Vault {
  return fileVault({
    folder,
    files: diskFiles,
    keychain: keytarKeychain(keychainService),
    processes: systemProcesses,
    clock,
    random: systemRandom,
  })
}
