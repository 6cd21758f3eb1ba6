/** Replaces the current generation. A good vault has the file's name at every moment. */
import type { VaultFolder } from './vault-folder'
import { linkOrCopy } from './file-copies'
import { hasNoLinks, removeIfThere, syncFolder } from './whole-file'

/**
 * Keeps the current generation as `previous`. The file gets its second name first, so it always has one.
 */
export async function keepPrevious(folder: VaultFolder): Promise<void> {
  const { files, vault, nextPrevious, previous } = folder
  await removeIfThere(files, nextPrevious)
  await linkOrCopy(files, vault, nextPrevious)
  await files.rename(nextPrevious, previous)
  // Renaming has no effect where both are already names of one file.
  await removeIfThere(files, nextPrevious)
}

/**
 * Gives a new vault its first file. The first name goes only when a power cut can no longer take the second: the two changes may
 * reach the disk in any order.
 *
 * @throws when the file exists already: it is never replaced.
 */
export async function putFirst(folder: VaultFolder): Promise<void> {
  const { files, vault, creating, path } = folder
  try {
    await files.link(creating, vault)
  } catch (error) {
    if (!hasNoLinks(error)) throw error
    if (await files.info(vault)) throw new Error('a vault already exists', { cause: error })
    await files.rename(creating, vault)
  }
  await syncFolder(files, path)
  await removeIfThere(files, creating)
}
