/** Writes a file to the place that the user chose in the window. */
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { fileToWrite, notWritten } from '../../../playwright/client/user-file'

/**
 * As the client's `writeUserFile`, without keeping the main process busy: writes a whole file, or leaves what is there. Writes
 * through symbolic links, and never replaces a device.
 *
 * @param whose `secret`: only the user may read the file, even if a file was there before.
 * @throws {Error} one sentence or two: which file, why, and what to do.
 */
export async function saveUserFile(
  path: string,
  text: string | Iterable<string>,
  whose?: 'secret',
): Promise<void> {
  const file = fileToWrite(path)
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(draft, text, { flag: 'wx', ...(whose === 'secret' && { mode: 0o600 }) })
    await rename(draft, file)
  } catch (error) {
    throw notWritten(path, error)
  } finally {
    await rm(draft, { force: true })
  }
}
