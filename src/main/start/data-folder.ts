import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandLine } from './command-line'

/**
 * Where the app keeps its things, Chromium's among them. One folder a keychain service: a second folder would find a
 * key there that belongs to another vault. Automation has a new one for itself, since the user's own holds the vault.
 *
 * @param appData the system's place for such folders.
 */
export function chooseDataFolder(
  { automation, dataFolder, keychainService }: CommandLine,
  appData: string,
): string {
  if (automation) return mkdtempSync(join(tmpdir(), 'latchkey-automation-'))
  return dataFolder ?? join(appData, keychainService)
}
