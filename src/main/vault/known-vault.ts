/**
 * Which vault a folder belongs to. The files beside the vault's file remember the vault. So Latchkey notices a file of another
 * vault in its place, even if the keychain has the key of that vault.
 */
import { join } from 'node:path'
import { namesNewestFirst } from './backup-names'
import { decodeHeader, MAX_HEADER_BYTES, type Header } from './header'
import type { VaultFolder } from './vault-folder'
import { ignore, readBeginning } from './whole-file'
import { readWitness } from './witness'

/** @returns the id of the vault that was used last; undefined when the folder does not say. */
async function knownVaultId(folder: VaultFolder): Promise<Uint8Array | undefined> {
  const { files, witness } = folder
  const noted = await readWitness(files, witness).catch(ignore)
  if (noted) return noted.vaultId
  for (const name of namesNewestFirst(await folder.backupNames().catch(() => []))) {
    const header = await headerAt(folder, join(folder.backups, name))
    if (header) return header.vaultId
  }
  return undefined
}

/** Whether a file with this header belongs to another vault than the one that was used last. */
export async function isOfOtherVault(folder: VaultFolder, header: Header): Promise<boolean> {
  const known = await knownVaultId(folder)
  return known !== undefined && !isSameVault(known, header.vaultId)
}

/** The backups and copies of the vault that was used last, as paths in the folder. */
export async function ownCopies(folder: VaultFolder): Promise<readonly string[]> {
  const known = await knownVaultId(folder)
  if (!known) return []
  const own: string[] = []
  for (const name of await folder.copies()) {
    const header = await headerAt(folder, join(folder.path, name))
    if (header && isSameVault(known, header.vaultId)) own.push(name)
  }
  return own
}

export function isSameVault(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

/** @returns undefined when the file has no good header. */
export async function headerAt({ files }: VaultFolder, path: string): Promise<Header | undefined> {
  try {
    return decodeHeader(await readBeginning(files, path, MAX_HEADER_BYTES)).header
  } catch {
    return undefined
  }
}
