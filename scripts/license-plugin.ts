/** For the Vite configurations: this file may import packages only. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Below the project's folder: one file a bundle. */
export const LICENSES_FOLDER = 'out/licenses'

/** A package whose code is in a bundle, or beside it. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression; null where the package names none. */
  readonly license: string | null
  /** The text of its licence file; null where it brings none. */
  readonly licenseText: string | null
}

/**
 * Notes, while a bundle is built, whose code really is in it.
 *
 * @param name the bundle's
 */
export function collectLicenses(name: string): Plugin {
  return {
    name: 'latchkey:collect-licenses',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const modules = chunks.flatMap(({ modules }) => Object.entries(modules))
      const kept = modules.filter(([id, { renderedLength }]) => renderedLength > 0 || isStyle(id))
      const folders = new Set(kept.flatMap(([id]) => packageFolder(id) ?? []))
      mkdirSync(LICENSES_FOLDER, { recursive: true })
      const packages = JSON.stringify([...folders].map(packageIn))
      writeFileSync(join(LICENSES_FOLDER, `${name}.json`), packages)
    },
  }
}

/** Reads what a package says of itself. */
export function packageIn(folder: string): BundledPackage {
  const { name, version, license } = manifestIn(folder)
  const file = readdirSync(folder).find((file) => /^(licen[cs]e|copying)(\.|$)/i.test(file))
  return {
    name: name ?? '',
    version: version ?? '',
    license: license ?? null,
    licenseText: file === undefined ? null : readFileSync(join(folder, file), 'utf8'),
  }
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string
}

function manifestIn(folder: string): Manifest {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {}
}

/** Styles go into a file of their own and leave no length behind. */
function isStyle(id: string): boolean {
  return /\.css(\?|$)/.test(id)
}

/** The nearest folder above with a name and a version: some packages have a package.json in each folder. */
function packageFolder(id: string): string | undefined {
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '')
  if (!file.includes('/node_modules/')) return undefined
  let folder = dirname(file)
  while (manifestIn(folder).version === undefined) {
    if (folder === dirname(folder)) return undefined
    folder = dirname(folder)
  }
  return folder
}
