import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'

/**
 * Unpacks an archive's files with their permissions. (yauzl refuses names that lead out of `folder`.)
 *
 * @param keptName maps a file's name in the archive to its name in `folder`; undefined leaves the file out
 * @throws when the archive is damaged
 */
export async function unzip(
  archive: string,
  folder: string,
  keptName: (entry: string) => string | undefined,
): Promise<void> {
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.endsWith('/') ? undefined : keptName(entry.fileName)
    if (name === undefined) continue
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode }))
  }
}
