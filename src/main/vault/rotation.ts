/** Replaces the current generation. A good vault has the file's name at every moment. */
import type { VaultFolder } from './vault-folder'
import { hasNoLinks, linkOrCopy, removeIfThere, syncFolder } from './whole-file'

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
 * Gives a new vault its first file.
 *
 * @throws when the file exists already: it is never replaced.
 */
export async function putFirst(folder: VaultFolder): Promise<void> {
  const { files, vault, creating, path } = folder
  try {
    await files.link(creating, vault)
    // A disk may keep the removal alone, and then neither name would be there.
    await syncFolder(files, path)
    await files.remove(creating)
  } catch (error) {
    if (!hasNoLinks(error)) throw error
    if (await files.info(vault)) throw new Error('a vault already exists', { cause: error })
    await files.rename(creating, vault)
  }
  await syncFolder(files, path)
}
