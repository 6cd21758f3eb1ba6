import { accessSync, constants, statfsSync } from 'node:fs'
import { systemRandom } from '../platform/random'
import type { Clock } from '../platform/ports'
import { fileVault } from '../vault/file-vault'
import { diskFiles, placeOf } from '../vault/files'
import { findFolderFaults } from '../vault/folder-faults'
import type { Keychain } from '../vault/keychain'
import { takeOsLock } from '../vault/os-lock'
import { systemProcesses } from '../vault/processes'
import type { Vault } from '../vault/vault'
import { startFrameWorker } from './frame-worker'

/**
 * The vault of a data folder on this computer, not yet open.
 *
 * @param keychain holds the vault's key.
 * @param backupFailed called with the reason when a backup could not be made.
 */
export function diskVault(
  folder: string,
  keychain: Keychain,
  clock: Clock,
  backupFailed: (problem: string) => void,
): Vault {
  return fileVault({
    folder,
    files: diskFiles,
    keychain,
    processes: systemProcesses,
    takeOsLock,
    mayWrite,
    folderFaults: () => findFolderFaults(placeOf(folder)),
    clock,
    random: systemRandom,
    backups: { freeBytes, failed: backupFailed },
    startFrameWorker,
  })
}

function mayWrite(paths: readonly string[]): boolean {
  try {
    for (const path of paths) accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
