import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** The folder for files that take minutes to make. It is not in git. */
export const cacheFolder = join(projectFolder, '.cache')

/** Absolute path of a file in the repository's folder, including build output. */
export function inProject(...path: string[]): string {
  return join(projectFolder, ...path)
}
