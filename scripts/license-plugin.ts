/** The Vite configurations load this file, so it may import only packages. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** The folder for the collected licences, one file per bundle, relative to the project's folder. */
export const LICENSES_FOLDER = 'out/licenses'

/** A package whose code is in a bundle, or beside it. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression; null when the package does not name a licence. */
  readonly license: string | null
  /** The text of the licence file; null when the package has no such file. */
  readonly licenseText: string | null
}

/**
 * Records during a build which packages have code in the bundle.
 *
 * @param name the bundle's name
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

/** Reads a package's name, version and licence. */
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

/** Styles count even when their rendered length is 0, because Vite moves them into a separate file. */
function isStyle(id: string): boolean {
  return /\.css(\?|$)/.test(id)
}

/** The nearest parent folder whose package.json has a version: some packages have a package.json in every folder. */
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
