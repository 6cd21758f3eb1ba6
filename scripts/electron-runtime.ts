/**
 * Finds the Electron that runs the app from the sources: first the folder in ELECTRON_OVERRIDE_DIST_PATH, then the
 * installed Electron, then a download, then (on linux-x64) the substitute.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { electronSources, type ElectronSource, type SubstituteState } from './electron-source'
import { canMakeSandbox } from '../src/bin/sandbox'
import {
  isSubstitute,
  isSubstitutePossible,
  makeSubstitute,
  SUBSTITUTE_FOLDER,
  SUBSTITUTE_ONLY_FILES,
} from './substitute-electron/substitute-electron'

/** An Electron that can be started. */
export interface ElectronRuntime {
  readonly executable: string
  /** The folder of this Electron, which packaging copies. */
  readonly folder: string
  readonly version: string
  readonly source: ElectronSource
  /** True when this is not the Electron that package.json names. A release is never built with a test runtime. */
  readonly isTestRuntime: boolean
  /** Switches that this Electron needs on this machine. They come before the app's folder. */
  readonly switches: readonly string[]
  /** Files of the folder that must not get into a package. */
  readonly notForPackages: readonly string[]
}

/** The folder of Electron's npm package: types, version, and the program after its download. */
const npmPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

let found: Promise<ElectronRuntime> | undefined

/**
 * Finds an Electron to develop and test with, or fetches one.
 *
 * @throws when no Electron can be found or fetched
 */
export function findElectron(): Promise<ElectronRuntime> {
  found ??= takeElectron({ allowSubstitute: true })
  return found
}

/**
 * Finds the Electron that package.json names, or fetches it.
 *
 * @throws when that Electron cannot be found or fetched
 */
export async function findReleaseElectron(): Promise<ElectronRuntime> {
  const electron = await takeElectron({ allowSubstitute: false })
  if (!electron.isTestRuntime) return electron
  throw new Error(`Electron ${electron.version} in ${electron.folder} is not for a release`)
}

/** One line that says which Electron runs; a second line when it runs without a sandbox. */
export function describeElectron({ version, folder, source, switches }: ElectronRuntime): string {
  const origins: Record<ElectronSource, string> = {
    override: `from ${folder}, as ELECTRON_OVERRIDE_DIST_PATH says`,
    installed: 'installed',
    download: 'downloaded just now',
    'cached-substitute': 'for development only; `npx install-electron --no` fetches the real one',
    substitute: 'for development only, made just now',
  }
  const which = `Electron ${version} runs (${origins[source]})`
  if (switches.length === 0) return which
  return `${which}\nIt runs without a sandbox, which this account cannot make.`
}

async function takeElectron({
  allowSubstitute,
}: {
  readonly allowSubstitute: boolean
}): Promise<ElectronRuntime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const sources = electronSources({
    override: override === '' ? undefined : override,
    installed: isInstalled(),
    substitute: allowSubstitute ? substituteState() : 'impossible',
  })
  const failures: string[] = []
  for (const source of sources) {
    try {
      return runtimeIn(await folderFrom(source), source)
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
      console.error(`Electron: ${failures.at(-1) ?? ''}`)
    }
  }
  throw new Error(`There is no Electron to run: ${failures.join('; ')}`)
}

async function folderFrom(source: ElectronSource): Promise<string> {
  switch (source) {
    case 'override':
      return process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''
    case 'installed':
      return join(npmPackage, 'dist')
    // Loaded only here, because loading takes a second.
    case 'download': {
      const { downloadElectron } = await import('./electron-download')
      await downloadElectron(npmPackage)
      return join(npmPackage, 'dist')
    }
    case 'cached-substitute':
      return SUBSTITUTE_FOLDER
    case 'substitute':
      await makeSubstitute()
      return SUBSTITUTE_FOLDER
  }
}

function substituteState(): SubstituteState {
  if (!isSubstitutePossible(process.platform, process.arch)) return 'impossible'
  return isSubstitute() ? 'made' : 'possible'
}

function runtimeIn(folder: string, source: ElectronSource): ElectronRuntime {
  const executable = join(folder, executableName())
  if (!existsSync(executable)) throw new Error(`${executable} does not exist`)
  const version = versionIn(folder)
  const switches = canMakeSandbox() ? [] : ['--no-sandbox']
  const isTestRuntime = version !== wantedVersion() || isSubstitute(folder)
  const notForPackages = isSubstitute(folder) ? SUBSTITUTE_ONLY_FILES : []
  return { executable, folder, version, source, isTestRuntime, switches, notForPackages }
}

/** Checks the same files as Electron's own npm package. */
function isInstalled(): boolean {
  try {
    const dist = join(npmPackage, 'dist')
    return versionIn(dist) === wantedVersion() && existsSync(join(dist, executableName()))
  } catch {
    return false
  }
}

function wantedVersion(): string {
  const file = join(npmPackage, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function versionIn(folder: string): string {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}
