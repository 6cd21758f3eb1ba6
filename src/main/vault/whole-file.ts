/** Reads and writes all bytes, because one system call may handle fewer bytes without an error. */
import { codeOf } from './errors'
import type { Files, OpenFile } from './files'

/**
 * Writes until every byte is written.
 *
 * A nearly full disk first writes fewer bytes, and reports ENOSPC only at the next write. A writer that ignores the count would
 * lose the rest silently.
 */
export async function writeFully(
  file: OpenFile,
  bytes: Uint8Array,
  position: number,
): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const count = await file.write(bytes.subarray(written), position + written)
    if (count <= 0) throw new Error('the disk accepted no more bytes')
    written += count
  }
}

/** The contents of an open file; fewer bytes than `length` when it ends before. */
export async function readFully(
  file: OpenFile,
  length: number,
  position = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  // Uninitialized, because this thread would have to write the zeros first.
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer)
  let read = 0
  while (read < length) {
    const count = await file.read(bytes.subarray(read), position + read)
    if (count === 0) break
    read += count
  }
  return bytes.subarray(0, read)
}

/** Makes a new file with these contents. The contents are durable; the name is not (see `Files.syncFolder`). */
export async function writeNewFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  await makeNewFile(files, path, async (file) => {
    await writeFully(file, bytes, 0)
    return bytes.length
  })
}

/**
 * Makes a new file. Its contents are durable; its name is not. Removes the file when a step fails.
 *
 * @param write writes the contents, and returns their length in bytes.
 */
export async function makeNewFile(
  files: Files,
  path: string,
  write: (file: OpenFile) => Promise<number>,
): Promise<void> {
  const file = await files.open(path, 'create')
  try {
    const written = await write(file)
    await file.sync()
    const { size } = await file.info()
    if (size !== written) throw new Error(`${size} of ${written} bytes were written`)
  } catch (error) {
    await file.close().catch(ignore)
    await removeIfThere(files, path).catch(ignore)
    throw error
  }
  await file.close()
}

export async function removeIfThere(files: Files, path: string): Promise<void> {
  try {
    await files.remove(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** Makes new names in a folder durable. Some network and user-space file systems cannot do that. */
export async function syncFolder(files: Files, path: string): Promise<void> {
  try {
    await files.syncFolder(path)
  } catch (error) {
    if (!NO_FOLDER_SYNC.has(codeOf(error) ?? '')) throw error
  }
}

const NO_FOLDER_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Whether a hard link failed because the file system has none. */
export function hasNoLinks(error: unknown): boolean {
  return NO_LINKS.has(codeOf(error) ?? '')
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'UNKNOWN'])

/**
 * Keeps a file open for reading while `use` runs. Ignores a failure to close the file, as on some network file systems, because
 * nothing was written to it.
 */
export async function withFile<T>(
  files: Files,
  path: string,
  use: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const file = await files.open(path, 'read')
  try {
    return await use(file)
  } finally {
    await file.close().catch(ignore)
  }
}

/** At most `length` bytes from the beginning of the file at `path`. */
export function readBeginning(
  files: Files,
  path: string,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return withFile(files, path, (file) => readFully(file, length))
}

/** The contents of the file at `path`. */
export function readWhole(files: Files, path: string): Promise<Uint8Array<ArrayBuffer>> {
  return withFile(files, path, async (file) => readFully(file, (await file.info()).size))
}

/** Ignores the failure of a cleanup, because the failure before it is the one to report. */
export function ignore(): void {
  // The caller reports the failure that came first.
}
