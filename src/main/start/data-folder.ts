import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandLine } from './command-line'

/**
 * The folder for all files of the app and its Chromium. Each keychain service has one folder, because a second folder would
 * find a key in the keychain that belongs to another vault. Automation gets a new folder, because the user's own folder holds
 * the vault.
 *
 * @param appData the system's folder for the data of apps.
 */
export function chooseDataFolder(
  { automation, dataFolder, keychainService }: CommandLine,
  appData: string,
): string {
  if (automation) return mkdtempSync(join(tmpdir(), 'latchkey-automation-'))
  return dataFolder ?? join(appData, keychainService)
}
