/** Erases a vault for good: its keys, its file, its backups and its copies. */
import { join } from 'node:path'
import { codeOf } from './errors'
import type { Header } from './header'
import { probeKeychain, type Keychain } from './keychain'
import { headerAt } from './known-vault'
import { deleteMasterKeys } from './master-key'
import type { VaultFolder } from './vault-folder'
import { removeIfThere, syncFolder } from './whole-file'
import { readHeaderCopy } from './witness'
import type { Randomness } from '../platform/ports'

/**
 * Checks that the keychain can give the vault's keys. Changes nothing.
 *
 * @throws when the keychain is locked.
 */
export async function requireErasable(keychain: Keychain, random: Randomness): Promise<void> {
  await isKeychainOpen(keychain, random)
}

/**
 * Removes the keys first: after that, files that need only these keys cannot be read. A copy that a passphrase or a recovery
 * code opens can be read until it is removed. Keeps the keys of vaults in other folders.
 *
 * @param known the header of the vault that was open last.
 * @throws when the keychain is locked, or a file cannot be removed. A retry erases the rest.
 */
export async function eraseVault(
  folder: VaultFolder,
  known: Header | undefined,
  { keychain, random }: { readonly keychain: Keychain; readonly random: Randomness },
): Promise<void> {
  const backups = await pathsIn(folder, folder.backups, isBackup)
  const own = await pathsIn(folder, folder.path, isOfVault)
  // Without a keychain there is no key to erase.
  if (await isKeychainOpen(keychain, random)) {
    const headers = await headersAt(folder, [...own, ...backups])
    const keyIds = [...headers, ...(known ? [known] : [])].map(({ keyId }) => keyId)
    await deleteMasterKeys(keychain, keyIds)
  }
  const failures = [
    ...(await removeAll(folder, folder.path, own)),
    ...(await removeAll(folder, folder.backups, backups)),
  ]
  if (failures.length > 0) throw failures[0]
}

async function isKeychainOpen(keychain: Keychain, random: Randomness): Promise<boolean> {
  const { state } = await probeKeychain(keychain, random)
  if (state === 'locked')
    throw new Error(
      'The keychain is locked, so nothing was erased. Unlock the keychain, then try again.',
    )
  return state === 'open'
}

/** The vault's file, its generations and copies, unfinished files, and the notes beside them. */
function isOfVault(name: string): boolean {
  return name.startsWith('vault.') && !name.startsWith('vault.lock')
}

/** A backup, even if the user renamed it, or an unfinished backup. */
function isBackup(name: string): boolean {
  return name.endsWith('.pkv') || name.endsWith('.pkv.tmp')
}

/** The headers of all files, including the second copy of a damaged header. */
async function headersAt(
  folder: VaultFolder,
  paths: readonly string[],
): Promise<readonly Header[]> {
  const found = await Promise.all(paths.map((path) => headerAt(folder, path)))
  const isDamaged = paths.some((path, index) => path === folder.vault && !found[index])
  const copy = isDamaged ? await readHeaderCopy(folder.files, folder.witness) : undefined
  return [...found, copy?.header].filter((header) => header !== undefined)
}

/** The paths of the files to erase in a folder. Leaves out its subfolders, which belong to the user. */
async function pathsIn(
  { files }: VaultFolder,
  folder: string,
  isErased: (name: string) => boolean,
): Promise<readonly string[]> {
  const names = await files.list(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  })
  const paths: string[] = []
  for (const name of names.filter(isErased)) {
    const path = join(folder, name)
    if ((await files.info(path))?.kind !== 'folder') paths.push(path)
  }
  return paths
}

/**
 * A file that cannot be removed must not keep the others in place.
 *
 * @returns why files could not be removed.
 */
async function removeAll(
  { files }: VaultFolder,
  folder: string,
  paths: readonly string[],
): Promise<readonly unknown[]> {
  const failures: unknown[] = []
  const note = (error: unknown) => void failures.push(error)
  for (const path of paths) await removeIfThere(files, path).catch(note)
  if (paths.length > 0) await syncFolder(files, folder).catch(note)
  return failures
}
