/** The bytes of a vault's file, read a part at a time: a vault's file may have a gigabyte. */
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
}

const CHUNK_BYTES = 256 * 1024

/** All bytes, in order. Ends where the file ends by now. */
export async function* chunksOf(source: FileBytes): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < source.length; at += CHUNK_BYTES) {
    const chunk = await source.read(at, CHUNK_BYTES)
    yield chunk
    if (chunk.length < CHUNK_BYTES) return
  }
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
  return { length, read }
}

/** For a file that is in memory already. */
export function bytesInMemory(bytes: Uint8Array): FileBytes {
  return {
    length: bytes.length,
    read: async (position, length) => new Uint8Array(bytes.subarray(position, position + length)),
  }
}
