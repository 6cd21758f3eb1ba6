/** Assembles the npm package from the build's output. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundledPackages, licenseDocument } from '../bundled-licenses'
import { inProject } from '../project-paths'
import { packDocuments } from './documents'
import { desktopManifest, npmManifest, type RootManifest } from './manifest'

/** Folders of `out/` with the place that each has in the package. Modules find each other by these places. */
const BUILT = {
  automation: 'automation',
  bin: 'bin',
  page: 'page',
  playwright: 'playwright',
  // The desktop app finds its files below the folder that Electron starts.
  icons: 'desktop/out/icons',
  main: 'desktop/out/main',
  preload: 'desktop/out/preload',
  renderer: 'desktop/out/renderer',
} as const

/** Files of the repository with the place that each has in the package. */
const COPIED = {
  'packaging/npm/README.md': 'README.md',
  LICENSE: 'LICENSE',
} as const

/**
 * @param folder is emptied first.
 * @throws when a part was not built, or a bundled package names no licence.
 */
export function assembleNpmPackage(folder: string): void {
  const root = readRootManifest()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'desktop'), { recursive: true })
  for (const [from, to] of Object.entries(BUILT))
    cpSync(inProject('out', from), join(folder, to), { recursive: true, filter: isForAnyElectron })
  cpSync(inProject('out', 'page'), join(folder, 'desktop/out/page'), { recursive: true })
  for (const [from, to] of Object.entries(COPIED)) cpSync(inProject(from), join(folder, to))
  packDocuments(inProject('docs'), join(folder, 'docs'))
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), licenseDocument(bundledPackages()))
  writeJson(join(folder, 'package.json'), npmManifest(root))
  writeJson(join(folder, 'desktop', 'package.json'), desktopManifest(root))
}

function readRootManifest(): RootManifest {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as RootManifest
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}

/** The user has a different Electron, and V8's code would make the package twice as large. */
function isForAnyElectron(file: string): boolean {
  return !file.endsWith('.cache') && !file.endsWith('make-code-cache.cjs')
}
