/** The licences of all code in the package. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LICENSES_FOLDER, type BundledPackage } from './license-plugin'
import { inProject } from './project-paths'

/** All packages in the bundles of the last build. */
export function bundledPackages(): BundledPackage[] {
  const folder = inProject(LICENSES_FOLDER)
  return readdirSync(folder).flatMap(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as BundledPackage[],
  )
}

/**
 * One text with the licences of all packages, each package once, sorted by name.
 *
 * @param note a sentence for the beginning.
 * @throws when a package does not name a licence, because Latchkey may not ship it then
 */
export function licenseDocument(packages: readonly BundledPackage[], note?: string): string {
  const byName = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]))
  const sections = [...byName.keys()].sort().map((title) => {
    const { license, licenseText } = byName.get(title) ?? {}
    if (!license) throw new Error(`${title} names no licence`)
    return `${title}\nLicence: ${license}\n\n${(licenseText ?? '').trim()}`.trim()
  })
  const opening = 'Latchkey contains the software below, each part under its own licence.'
  const beginning = note === undefined ? opening : `${opening}\n${note}`
  return [beginning, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n'
}
