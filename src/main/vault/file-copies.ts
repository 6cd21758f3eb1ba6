/** Copies files in parts, because a vault's file may be as large as a gigabyte. */
import { bytesOfFile, chunksOf, type FileBytes } from './file-bytes'
import type { Files } from './files'
import { hasNoLinks, makeNewFile, readFully, withFile, writeFully } from './whole-file'

/** Makes a new file with these contents. The contents are durable; the name is not (see `Files.syncFolder`). */
export async function writeNewCopy(files: Files, path: string, source: FileBytes): Promise<void> {
  await makeNewFile(files, path, async (file) => {
    let written = 0
    for await (const chunk of chunksOf(source)) {
      await writeFully(file, chunk, written)
      written += chunk.length
    }
    return written
  })
}

/** Whether the file at `path` has these contents. */
export async function hasSameBytes(
  files: Files,
  path: string,
  source: FileBytes,
): Promise<boolean> {
  if ((await files.info(path))?.size !== source.length) return false
  return withFile(files, path, async (file) => {
    let position = 0
    for await (const chunk of chunksOf(source)) {
      const other = await readFully(file, chunk.length, position)
      if (Buffer.compare(other, chunk) !== 0) return false
      position += chunk.length
    }
    return position === source.length
  })
}

/** Gives a file a second name. Copies the file if the file system has no links. Fails when `to` exists. */
export async function linkOrCopy(files: Files, from: string, to: string): Promise<void> {
  try {
    await files.link(from, to)
  } catch (error) {
    if (!hasNoLinks(error)) throw error
    await withFile(files, from, async (file) =>
      writeNewCopy(files, to, bytesOfFile(file, (await file.info()).size)),
    )
  }
}
