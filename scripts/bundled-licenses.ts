/** The licences of all code that the package brings along. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LICENSES_FOLDER } from './license-plugin'
import { inProject } from './project-paths'

/** A package whose code is in a bundle, or beside it. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  /** The text of its licence file; null where it brings none. */
  readonly licenseText: string | null
}

/** All packages in the bundles that were built last. */
export function bundledPackages(): BundledPackage[] {
  const folder = inProject(LICENSES_FOLDER)
  return readdirSync(folder).flatMap(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as BundledPackage[],
  )
}

/** A package that is not bundled but shipped as it is. */
export function shippedPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license: string
  }
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path))
  return { ...manifest, licenseText: file === undefined ? null : readFileSync(file, 'utf8') }
}

/**
 * One text with every package once, by name.
 *
 * @throws when a package names no licence: nobody may ship it then
 */
export function licenseDocument(packages: readonly BundledPackage[]): string {
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]))
  const sections = [...byName.keys()].sort().map((title) => {
    const { license, licenseText } = byName.get(title) ?? {}
    if (!license) throw new Error(`${title} names no licence`)
    return `${title}\nLicence: ${license}\n\n${(licenseText ?? '').trim()}`.trim()
  })
  const opening = 'Latchkey contains the software below, each part under its own licence.'
  const runtime = 'For Electron and Chromium see LICENSE.electron.txt and LICENSES.chromium.html.'
  return [`${opening}\n${runtime}`, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n'
}
