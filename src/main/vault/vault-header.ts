/** The header of a vault's file, or its second copy where the file's own header is damaged. */
import { UnreadableVaultError } from './errors'
import type { OpenFile } from './files'
import { frameLength } from './frame'
import { decodeHeader, encodeHeader, isHeaderIntact, MAX_HEADER_BYTES, type Header } from './header'
import type { VaultFolder } from './vault-folder'
import { writeFully } from './whole-file'
import { readHeaderCopy } from './witness'

export interface FoundHeader {
  readonly header: Header
  /** The header as it stands in the file, or in the copy. */
  readonly bytes: Uint8Array
  /** What is wrong with the file's own header; null: it is good, and no copy was needed. */
  readonly fault: UnreadableVaultError | null
}

/**
 * Looks at the beginning of a file. Whether the second copy belongs to the file is proved by the first frame that opens.
 *
 * @param bytes at least `MAX_HEADER_BYTES`, or all of the file.
 * @throws {UnreadableVaultError} where neither the header nor the copy is good.
 */
export async function findHeader(
  { files, witness }: VaultFolder,
  bytes: Uint8Array,
): Promise<FoundHeader> {
  try {
    const { header, length } = decodeHeader(bytes)
    return { header, bytes: Uint8Array.from(bytes.subarray(0, length)), fault: null }
  } catch (error) {
    // A newer Latchkey's header is no damage.
    if (!(error instanceof UnreadableVaultError) || isHeaderIntact(bytes)) throw error
    const copy = await readHeaderCopy(files, witness)
    if (!copy || !hasFrames(bytes.subarray(copy.length, MAX_HEADER_BYTES))) throw error
    return { header: copy.header, bytes: encodeHeader(copy.header), fault: error }
  }
}

/** Whether a frame seems to begin somewhere: without one, a large file that is no vault is not worth reading. */
function hasFrames(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let offset = 0; offset < bytes.length; offset++)
    if (typeof frameLength(view, offset) === 'number') return true
  return false
}

/** Puts the second copy into the place of a damaged header. The caller keeps a copy of the file first. */
export async function mendHeader(file: OpenFile, { header }: FoundHeader): Promise<void> {
  await writeFully(file, encodeHeader(header), 0)
  await file.sync()
}
