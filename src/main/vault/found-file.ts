/** Reads the vault's file or a copy of it in parts, if it begins like one. */
import { UnreadableVaultError } from './errors'
import { bytesOfFile, type FileBytes } from './file-bytes'
import { MAX_HEADER_BYTES } from './header'
import type { VaultFolder } from './vault-folder'
import { findHeader, type FoundHeader } from './vault-header'
import { withFile } from './whole-file'

export interface FoundFile {
  readonly source: FileBytes
  readonly found: FoundHeader
}

export interface HowToRead {
  /** The maximum length of a vault's file, in bytes. */
  readonly largest: number
  /** Runs a task while the file does not change. */
  readonly quiet?: <T>(task: () => Promise<T>) => Promise<T>
}

/**
 * Keeps the file open while `use` runs. Reads only the beginning of a file that is not a vault, even if it is a gigabyte long.
 *
 * Leaves out what is appended after opening. A file that is replaced stays readable.
 *
 * @throws {UnreadableVaultError} when the file is not a vault's file.
 */
export async function withFoundFile<T>(
  folder: VaultFolder,
  path: string,
  { largest, quiet = (task) => task() }: HowToRead,
  use: (file: FoundFile) => Promise<T>,
): Promise<T> {
  const { files } = folder
  const info = await files.info(path)
  if (!info) throw new UnreadableVaultError('it is gone')
  if (info.kind !== 'file') throw new UnreadableVaultError('it is not a plain file')
  return withFile(files, path, async (file) => {
    // Waits until no change is being written.
    const { size } = await quiet(() => file.info())
    if (size > largest) throw new UnreadableVaultError('it is too large to be a vault')
    const source = bytesOfFile(file, size)
    const found = await findHeader(folder, await source.read(0, MAX_HEADER_BYTES))
    return use({ source, found })
  })
}
