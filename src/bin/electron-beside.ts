import { createRequire } from 'node:module'
import { join } from 'node:path'

const ELECTRON = 'electron'

/** The npm package `electron` of the user's project. */
export interface ElectronBeside {
  readonly version: string
  readonly major: number
  /** The path of the program. Electron's package may download the program first. @throws when that fails. */
  executable(): string
}

/**
 * @param folder the folder of the user's project.
 * @returns undefined where the project has no Electron.
 */
export function electronBeside(folder: string): ElectronBeside | undefined {
  // A package manager may keep this package elsewhere than in the project's node_modules.
  for (const place of [import.meta.url, join(folder, 'package.json')]) {
    const require = createRequire(place)
    const version = versionOf(ELECTRON, require)
    if (version !== undefined)
      return {
        version,
        major: Number.parseInt(version, 10),
        executable: () => require(ELECTRON) as string,
      }
  }
  return undefined
}

/** The version of a package that `folder` can import; undefined: it has none. */
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
