import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** What costs minutes to make and never goes into git. */
export const cacheFolder = join(projectFolder, '.cache')

/** A file that the build wrote or that lies in the repository, by its path from the top. */
export function inProject(...path: string[]): string {
  return join(projectFolder, ...path)
}
