/** The bytes of a vault's file, read a part at a time: only a damaged file has to be in memory as a whole. */
import { reasonOf, UnreadableVaultError } from './errors'
import type { OpenFile } from './files'
import { readFully } from './whole-file'

export interface FileBytes {
  /** How many bytes there are. */
  readonly length: number
  /**
   * The caller may change what it gets: it is a copy.
   *
   * @returns fewer bytes where the file ends before.
   * @throws {UnreadableVaultError}
   */
  read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>
  /**
   * The bytes of the whole file. The caller leaves them as they are.
   *
   * @throws {UnreadableVaultError}
   */
  whole(): Promise<Uint8Array>
}

/** @param length of the file, in bytes. */
export function bytesOfFile(file: OpenFile, length: number): FileBytes {
  const read: FileBytes['read'] = async (position, count) => {
    try {
      return await readFully(file, Math.min(count, length - position), position)
    } catch (error) {
      throw new UnreadableVaultError(
        reasonOf(error),
        'Latchkey did not change the file. Try again.',
        { cause: error },
      )
    }
  }
  return { length, read, whole: () => read(0, length) }
}

/** For a file that is in memory already. */
export function bytesInMemory(bytes: Uint8Array): FileBytes {
  return {
    length: bytes.length,
    read: async (position, length) => new Uint8Array(bytes.subarray(position, position + length)),
    whole: async () => bytes,
  }
}
