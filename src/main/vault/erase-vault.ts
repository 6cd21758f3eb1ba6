/** Erases a vault for good: its keys, its file, its backups and its copies. */
import { join } from 'node:path'
import { codeOf } from './errors'
import { probeKeychain, type Keychain } from './keychain'
import { deleteMasterKeys } from './master-key'
import type { VaultFolder } from './vault-folder'
import { removeIfThere, syncFolder } from './whole-file'
import type { Randomness } from '../platform/ports'

/**
 * The keys go first: whatever a crash leaves of the files can then no longer be read.
 *
 * @throws when the keychain is locked, or a file cannot be removed. What was not erased yet can be erased by another try.
 */
export async function eraseVault(
  folder: VaultFolder,
  keychain: Keychain,
  random: Randomness,
): Promise<void> {
  const { state } = await probeKeychain(keychain, random)
  if (state === 'locked')
    throw new Error(
      'The keychain is locked, so nothing was erased. Unlock the keychain, then try again.',
    )
  // Without a keychain there is no key to erase.
  if (state === 'open') await deleteMasterKeys(keychain)
  await removeAll(folder, folder.backups, () => true)
  await removeAll(folder, folder.path, isOfVault)
}

/** The vault's file, its generations and copies, what is being written, and the notes beside it. */
function isOfVault(name: string): boolean {
  return name.startsWith('vault.') && !name.startsWith('vault.lock')
}

async function removeAll(
  { files }: VaultFolder,
  path: string,
  isErased: (name: string) => boolean,
): Promise<void> {
  const names = await files.list(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  })
  const erased = names.filter(isErased)
  for (const name of erased) await removeIfThere(files, join(path, name))
  if (erased.length > 0) await syncFolder(files, path)
}
