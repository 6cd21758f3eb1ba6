/** Reads the vault's file or a copy of it, whole, where it begins like one. */
import { isDeepStrictEqual } from 'node:util'
import { UnreadableVaultError } from './errors'
import type { Files } from './files'
import { MAX_HEADER_BYTES } from './header'
import type { VaultFolder } from './vault-folder'
import { findHeader, type FoundHeader } from './vault-header'
import { readBeginning, readWhole } from './whole-file'

export interface FoundFile {
  readonly bytes: Uint8Array
  readonly found: FoundHeader
}

export interface HowToRead {
  /** No vault's file is longer, in bytes. */
  readonly largest: number
  /** Runs a task while the file does not change. */
  readonly quiet?: <T>(task: () => Promise<T>) => Promise<T>
}

/** So often a file is read whose writer is another Latchkey that has just started. */
const READ_AT_MOST = 3

/**
 * Looks at the size and the beginning first: a gigabyte of something else is not read.
 *
 * @throws {UnreadableVaultError} for what is no vault's file.
 */
export async function readFoundFile(
  folder: VaultFolder,
  path: string,
  { largest, quiet = (task) => task() }: HowToRead,
): Promise<FoundFile> {
  const { files } = folder
  const info = await files.info(path)
  if (!info) throw new UnreadableVaultError('it is gone')
  if (info.kind !== 'file') throw new UnreadableVaultError('it is not a plain file')
  if (info.size > largest) throw new UnreadableVaultError('it is too large to be a vault')
  await findHeader(folder, await readBeginning(files, path, MAX_HEADER_BYTES))
  const bytes = await quiet(() => readSettled(files, path))
  return { bytes, found: await findHeader(folder, bytes) }
}

/** The contents of a file as they are at one moment, unless the file changes all the time. */
async function readSettled(files: Files, path: string): Promise<Uint8Array> {
  for (let times = 1; ; times++) {
    const before = await files.info(path)
    const bytes = await readWhole(files, path)
    if (times === READ_AT_MOST || isDeepStrictEqual(before, await files.info(path))) return bytes
  }
}
