/** For commands, without opening the vault: tells whether the vault of a folder is missing, or never existed. */
import { placed } from '../../shared/placed-text'
import { copyLeft, keyLeft, type MissingVault } from './explanations'
import { adviseBackup } from './backup-advice'
import type { Files } from './files'
import { probeKeychain, type Keychain } from './keychain'
import { hasMasterKeys } from './master-key'
import { LARGEST_VAULT } from './vault-context'
import { VaultFolder } from './vault-folder'
import type { Clock, Randomness } from '../platform/ports'

export interface MissingVaultPorts {
  /** The path of the folder. */
  readonly folder: string
  readonly files: Files
  readonly keychain: Keychain
  readonly clock: Clock
  readonly random: Randomness
}

/**
 * What the app would say about a folder without a vault's file. Changes nothing.
 *
 * @returns undefined when the app would make its first vault, or cannot decide because the keychain is not open.
 */
export async function findMissingVault(
  ports: MissingVaultPorts,
): Promise<MissingVault | undefined> {
  const { files, keychain, random } = ports
  const folder = new VaultFolder(files, ports.folder, ports.clock)
  // A missing folder has no copies, but the keychain may still have the key.
  const leftovers = (await files.info(folder.path)) ? await folder.leftovers() : []
  if (leftovers.length > 0)
    return copyLeft(
      folder.path,
      leftovers,
      await adviseBackup({ ...ports, folder, largest: LARGEST_VAULT }, null),
    )
  // A first vault that has a key but no name yet. The next start of the app completes it.
  if (await files.info(folder.creating)) return undefined
  const { state } = await probeKeychain(keychain, random)
  if (state !== 'open' || !(await hasMasterKeys(keychain))) return undefined
  const missing = keyLeft(folder.path)
  return (await isNew(folder))
    ? { ...missing, advice: placed`${NEW_FOLDER} ${missing.advice}` }
    : missing
}

const NEW_FOLDER =
  'Latchkey has not kept anything in this folder yet. If you gave --data, check that it names the right folder.'

/** Whether the folder has nothing but what a command leaves there. */
async function isNew({ files, path }: VaultFolder): Promise<boolean> {
  if (!(await files.info(path))) return true
  return (await files.list(path)).every((name) => name === 'command')
}
