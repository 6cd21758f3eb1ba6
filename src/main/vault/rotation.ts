/** Replaces the current generation. A good vault has the file's name at every moment. */
import type { VaultFolder } from './vault-folder'
import { linkOrCopy } from './file-copies'
import { hasNoLinks, removeIfThere, syncFolder } from './whole-file'

/** Keeps the current generation as `previous`. Gives the file its second name first, so that it always has a name. */
export async function keepPrevious(folder: VaultFolder): Promise<void> {
  const { files, vault, nextPrevious, previous } = folder
  await removeIfThere(files, nextPrevious)
  await linkOrCopy(files, vault, nextPrevious)
  await files.rename(nextPrevious, previous)
  // A rename has no effect when both names already belong to one file.
  await removeIfThere(files, nextPrevious)
}

/**
 * Gives a new vault its first file. Removes the first name only once a power cut can no longer undo the second, because the
 * disk may receive the two changes in any order.
 *
 * @throws when the file already exists. It is never replaced.
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
