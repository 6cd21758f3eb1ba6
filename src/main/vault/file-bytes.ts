/** Reads the bytes of a vault's file in parts, because the file may be as large as a gigabyte. */
import { reasonOf, UnreadableVaultError } from './errors'
import type { OpenFile } from './files'
import { readFully } from './whole-file'

export interface FileBytes {
  /** The number of bytes. */
  readonly length: number
  /**
   * Returns a copy, which the caller may change.
   *
   * @returns fewer bytes when the file ends earlier.
   * @throws {UnreadableVaultError}
   */
  read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>
}

const CHUNK_BYTES = 256 * 1024

/** All bytes, in order. If the file has become shorter, ends at its end. */
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
