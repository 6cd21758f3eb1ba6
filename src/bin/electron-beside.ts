import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const ELECTRON = 'electron'

/** The npm package `electron` of the user's project. */
export interface ElectronBeside {
  readonly version: string
  readonly major: number
  /** The path of the program. Downloads a missing program. @throws when that fails, with what to do. */
  executable(): string
}

/**
 * @param folder the folder of the user's project.
 * @returns undefined when the project has no Electron.
 */
export function electronBeside(folder: string): ElectronBeside | undefined {
  // A package manager may store this package outside the project's node_modules.
  for (const place of [import.meta.url, join(folder, 'package.json')]) {
    const require = createRequire(place)
    const version = versionOf(ELECTRON, require)
    if (version !== undefined)
      return {
        version,
        major: Number.parseInt(version, 10),
        executable: () => {
          fetchProgram(dirname(require.resolve(`${ELECTRON}/package.json`)))
          return require(ELECTRON) as string
        },
      }
  }
  return undefined
}

/**
 * Downloads Electron's program if it is missing. Electron's package would do so when loaded, but would print the stack of an
 * error.
 *
 * @param folder of the package `electron`.
 * @throws when that fails, with what to do.
 */
export function fetchProgram(folder: string): void {
  const installer = join(folder, 'install.js')
  // Another package with this name may find its program in its own way.
  if (hasProgram(folder) || !existsSync(installer)) return
  const { status, stderr } = spawnSync(process.execPath, [installer], {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  })
  if (status === 0 && hasProgram(folder)) return
  const reason = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? `it ended with status ${String(status)}`
  throw new Error(
    `The npm package electron is here, but its program is not, and downloading it failed: ${reason}\n` +
      `To try again: node ${installer}`,
  )
}

function hasProgram(folder: string): boolean {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return true
  const note = join(folder, 'path.txt')
  return existsSync(note) && existsSync(join(folder, 'dist', readFileSync(note, 'utf8')))
}

/** The version of a package that `folder` can import; undefined when it has none. */
export function versionBeside(name: string, folder: string): string | undefined {
  return versionOf(name, createRequire(join(folder, 'package.json')))
}

function versionOf(name: string, require: NodeJS.Require): string | undefined {
  try {
    return (require(`${name}/package.json`) as { readonly version: string }).version
  } catch {
    return undefined
  }
}
