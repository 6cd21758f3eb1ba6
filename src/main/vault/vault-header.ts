/** The header of a vault's file, or its second copy when the file's own header is damaged. */
import { UnreadableVaultError } from './errors'
import type { OpenFile } from './files'
import { frameLength } from './frame'
import { decodeHeader, encodeHeader, isHeaderIntact, MAX_HEADER_BYTES, type Header } from './header'
import type { VaultFolder } from './vault-folder'
import { writeFully } from './whole-file'
import { readHeaderCopy } from './witness'

export interface FoundHeader {
  readonly header: Header
  /** The bytes of the header in the file, or of the copy. */
  readonly bytes: Uint8Array
  /** What is wrong with the file's own header; null when it is good and the copy is not used. */
  readonly fault: UnreadableVaultError | null
}

/**
 * Reads the beginning of a file. The first frame that opens proves whether the second copy belongs to the file.
 *
 * @param bytes at least `MAX_HEADER_BYTES`, or the whole file.
 * @throws {UnreadableVaultError} when neither the header nor the copy is good.
 */
export async function findHeader(
  { files, witness }: VaultFolder,
  bytes: Uint8Array,
): Promise<FoundHeader> {
  try {
    const { header, length } = decodeHeader(bytes)
    return { header, bytes: Uint8Array.from(bytes.subarray(0, length)), fault: null }
  } catch (error) {
    // A header of a newer Latchkey is not damage.
    if (!(error instanceof UnreadableVaultError) || isHeaderIntact(bytes)) throw error
    const copy = await readHeaderCopy(files, witness)
    if (!copy || !hasFrames(bytes.subarray(copy.length, MAX_HEADER_BYTES))) throw error
    return { header: copy.header, bytes: encodeHeader(copy.header), fault: error }
  }
}

/** Whether a frame seems to begin anywhere. If not, a large file is not a vault, and reading it all is not worthwhile. */
function hasFrames(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let offset = 0; offset < bytes.length; offset++)
    if (typeof frameLength(view, offset) === 'number') return true
  return false
}

/** Replaces a damaged header with its second copy. The caller first keeps a copy of the file. */
export async function mendHeader(file: OpenFile, { header }: FoundHeader): Promise<void> {
  await writeFully(file, encodeHeader(header), 0)
  await file.sync()
}
