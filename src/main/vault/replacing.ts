/**
 * Replaces the vault's file with a good one: to continue with what a damaged file still holds, or to restore a backup. The
 * replaced file keeps a name beside it, and returns to its place when the user undoes the step. A file has the vault's name at
 * every moment.
 */
import { basename, join } from 'node:path'
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64url'
import { newestNumber } from './backup-names'
import { cannotBeRead, UnreadableVaultError } from './errors'
import { linkOrCopy, writeNewCopy } from './file-copies'
import { withFoundFile, type FoundFile } from './found-file'
import type { StartFrameWorker } from './frame-thread'
import { writeGeneration } from './generation'
import type { Header } from './header'
import type { KeyFinder } from './key-finder'
import { headerAt, isOfOtherVault } from './known-vault'
import { readContents, type VaultContents } from './vault-contents'
import type { VaultFolder } from './vault-folder'
import type { VaultKeys } from './vault-keys'
import { forgetLoss, keepLossBytes, lossOf, readLoss, readLossBytes } from './losses'
import { readReplaced, readSmall, writeReplaced } from './replaced-note'
import { hearWitness, readHeaderCopy, resetWitness } from './witness'
import { ignore, removeIfThere, syncFolder, writeNewFile } from './whole-file'
import type { Clock, Randomness } from '../platform/ports'

export interface ReplacingPorts {
  readonly folder: VaultFolder
  /** The maximum length of a vault's file, in bytes. */
  readonly largest: number
  readonly random: Randomness
  readonly clock: Clock
  readonly finder: KeyFinder
  /** Opens the frames of large files in a separate thread. */
  readonly startFrameWorker?: StartFrameWorker
}

/**
 * Continues with what the vault's file still holds.
 *
 * @throws when no part of the file can be read, its key is not available, or the disk fails. The file is unchanged.
 */
export async function repairVault(ports: ReplacingPorts): Promise<void> {
  const { folder, largest, finder } = ports
  await withFoundFile(folder, folder.vault, { largest }, async ({ source, found }) => {
    const key = await finder.find(found.header)
    if ('problem' in key) throw new Error(key.problem)
    const contents = await writeContents(ports, { source, found, keys: key.keys })
    if (!(await lacks(folder, found, contents))) {
      await removeIfThere(folder.files, folder.next)
      throw new Error('The vault’s file is not damaged. There is nothing to repair.')
    }
  })
  await putInPlace(ports, 'repair')
}

/** Whether the vault's file is damaged, or lacks something that was saved. */
async function lacks(
  folder: VaultFolder,
  { header, fault }: FoundFile['found'],
  contents: VaultContents,
): Promise<boolean> {
  if (contents.condition === 'damaged' || fault !== null) return true
  const read = { ...header, ...contents }
  const testimony = await hearWitness(folder.files, folder.witness, read)
  if (lossOf(header, contents, testimony)) return true
  return (await readLoss(folder, header.vaultId)) !== undefined
}

/**
 * Puts a backup or another copy in the vault's place. The backup does not change.
 *
 * @param name as in a report.
 * @throws when the backup does not exist or cannot be read, or the disk fails. The vault's file is unchanged.
 */
export async function restoreBackup(ports: ReplacingPorts, name: string): Promise<void> {
  const { folder, largest } = ports
  const names = await folder.copies()
  if (!names.includes(name)) throw new Error(`There is no backup ${name}.`)
  try {
    const path = join(folder.path, name)
    const strange = await withFoundFile(folder, path, { largest }, async (file) => {
      const { header } = file.found
      const key = await ports.finder.find(header)
      if ('keys' in key) await writeContents(ports, { ...file, keys: key.keys })
      else await writeAsItIs(folder, file)
      const isStrange = 'problem' in key || (await isOfOtherVault(folder, header))
      return isStrange ? header : undefined
    })
    await putInPlace(ports, 'restore', strange)
  } catch (error) {
    if (!(error instanceof UnreadableVaultError)) throw error
    throw new Error(cannotBeRead(name, error.because, error.advice), { cause: error })
  }
}

/**
 * Makes the file in the vault's place the vault of this folder, although it belongs to another vault than the one used last.
 * Changes no file of either vault.
 *
 * @throws when the choice cannot be noted. Nothing has changed.
 */
export async function acceptVault({ folder }: Pick<ReplacingPorts, 'folder'>): Promise<void> {
  const header = await headerAt(folder, folder.vault)
  if (!header || !(await isOfOtherVault(folder, header)))
    throw new Error('The vault’s file does not belong to another vault.')
  await resetWitness(folder, header)
  await syncFolder(folder.files, folder.path)
}

/**
 * Restores the file that the last repair or restore replaced. The current file keeps a name beside it.
 *
 * @throws when there is no step to undo, or the disk fails. Nothing has changed.
 */
export async function undoReplacing(folder: VaultFolder): Promise<void> {
  const { files, path, vault, witness } = folder
  const note = await readReplaced(folder)
  if (!note) throw new Error('There is nothing to undo.')
  if (await files.info(vault)) await linkOrCopy(files, vault, await folder.freePath('undone'))
  await syncFolder(files, path)
  // The witness comes first. A witness behind the file is harmless, but one ahead of it reports missing changes.
  await removeIfThere(files, witness)
  if (note.witness !== null) await writeNewFile(files, witness, decodeBase64Url(note.witness))
  await forgetLoss(folder)
  if (note.loss !== undefined) await keepLossBytes(folder, decodeBase64Url(note.loss))
  if (note.kept === null) await files.remove(vault)
  else await files.rename(join(path, note.kept), vault)
  await syncFolder(files, path)
  await removeIfThere(files, folder.undo)
}

async function writeContents(
  { folder, random, startFrameWorker }: ReplacingPorts,
  { source, found, keys }: FoundFile & { readonly keys: VaultKeys },
): Promise<VaultContents> {
  const { files, next } = folder
  try {
    const contents = await readContents(source, found, {
      keys,
      ...(startFrameWorker && { startFrameWorker }),
    })
    contents.sealer.wipe()
    const generation = (await highestGeneration(folder)) + 2
    await removeIfThere(files, next)
    const { file, sealer } = await writeGeneration({
      files,
      path: next,
      header: { ...found.header, generation },
      keys,
      plaintexts: contents.collections.plaintexts(),
      random,
    })
    sealer.wipe()
    await file.close()
    return contents
  } finally {
    keys.wipe()
  }
}

/** For a backup whose passphrase the user has not typed yet. Without it, Latchkey cannot read or reseal the entries. */
async function writeAsItIs(
  { files, next }: VaultFolder,
  { source, found }: FoundFile,
): Promise<void> {
  if (found.fault !== null) throw found.fault
  await removeIfThere(files, next)
  await writeNewCopy(files, next, source)
}

/**
 * The highest generation of all files of the vault. Two files with different contents must not share a generation, because
 * frames of one would open in the other. An unreadable header hides at most one more generation, so a new file skips one.
 */
async function highestGeneration(folder: VaultFolder): Promise<number> {
  const { files, path, vault, witness } = folder
  let highest = (await readHeaderCopy(files, witness))?.header.generation ?? 0
  for (const file of [vault, ...(await folder.copies()).map((name) => join(path, name))])
    highest = Math.max(highest, (await headerAt(folder, file))?.generation ?? 0)
  return highest
}

/**
 * Gives the new file the vault's name, after giving the old file a second name.
 *
 * @param header of the new file, when the witness would call that file older, or a file of another vault.
 */
async function putInPlace(
  { folder, clock }: ReplacingPorts,
  what: 'repair' | 'restore',
  header?: Header,
): Promise<void> {
  const { files, path, vault, next } = folder
  try {
    const kept = (await files.info(vault)) ? await folder.freePath('kept') : null
    if (kept !== null) await linkOrCopy(files, vault, kept)
    const witness = await readSmall(files, folder.witness, 75_000).catch(ignore)
    const loss = await readLossBytes(folder)
    await writeReplaced(folder, {
      what,
      at: clock.now(),
      kept: kept && basename(kept),
      witness: witness ? encodeBase64Url(witness) : null,
      backups: newestNumber(await folder.backupNames()),
      ...(loss && { loss: encodeBase64Url(loss) }),
    })
    if (header) await removeIfThere(files, folder.witness)
    await files.rename(next, vault)
    if (header) await resetWitness(folder, header).catch(ignore)
  } catch (error) {
    await removeIfThere(files, next).catch(ignore)
    throw error
  }
  await syncFolder(files, path)
  // The user has chosen what to go on with.
  await forgetLoss(folder).catch(ignore)
}
