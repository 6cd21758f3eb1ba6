/** Looks from outside, for commands: is a vault missing where its file is not there, or was there never one? */
import { copyLeft, keyLeft, type MissingVault } from './explanations'
import type { Files } from './files'
import { probeKeychain, type Keychain } from './keychain'
import { hasMasterKeys } from './master-key'
import { VaultFolder } from './vault-folder'
import type { Clock, Randomness } from '../platform/ports'

export interface MissingVaultPorts {
  /** The folder's path. */
  readonly folder: string
  readonly files: Files
  readonly keychain: Keychain
  readonly clock: Clock
  readonly random: Randomness
}

/**
 * What the app would say of a folder without the vault's file. Changes nothing.
 *
 * @returns undefined where the app would make its first vault, or cannot tell because the keychain is not open.
 */
export async function findMissingVault(
  ports: MissingVaultPorts,
): Promise<MissingVault | undefined> {
  const { files, keychain, random } = ports
  const folder = new VaultFolder(files, ports.folder, ports.clock)
  // A folder that is gone has no copies; the keychain may still have the key.
  const leftovers = (await files.info(folder.path)) ? await folder.leftovers() : []
  if (leftovers.length > 0) return copyLeft(folder.path, leftovers)
  // A first vault that has its key and not yet its name: the app's next start completes it.
  if (await files.info(folder.creating)) return undefined
  const { state } = await probeKeychain(keychain, random)
  return state === 'open' && (await hasMasterKeys(keychain)) ? keyLeft(folder.path) : undefined
}
