/** `npm run build`: the app, the page's scripts, the automation server and the client for tests, into out/. */
import { copyFileSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as buildApp } from 'electron-vite'
import { buildAutomation, buildBin } from './build-automation'
import { buildClient } from './build-client'
import { isBuilt, noteBuild } from './build-once'
import { buildPageScripts } from './build-page'
import { makeCodeCache } from './code-cache'
import { findElectron } from './electron-runtime'
import { iconFile } from './icon-files'
import { inProject } from './project-paths'
import { runScript } from './run-script'

/**
 * @param electron the one that the app will run on.
 * @throws when the sources do not compile
 */
export function build(electron = findElectron): Promise<void> {
  return noteBuild(() => buildAll(electron))
}

/**
 * Builds unless the last build is newer than the sources.
 *
 * @throws when the sources do not compile
 */
export async function buildOnce(): Promise<void> {
  if (!isBuilt()) await build()
}

async function buildAll(electron: typeof findElectron): Promise<void> {
  await buildApp({ configFile: inProject('electron.vite.config.ts'), logLevel: 'warn' })
  await buildPageScripts()
  await buildAutomation()
  await buildBin()
  await buildClient()
  copyTrayIcon()
  copyDemoPage()
  await compileApp(electron)
}

/** A build alone does not need Electron: without this, the app starts a twentieth slower. */
async function compileApp(electron: typeof findElectron): Promise<void> {
  try {
    await makeCodeCache(await electron(), inProject('out', 'main'))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
  }
}

/** Copies two sizes, because Electron uses the larger icon on screens of high density. */
function copyTrayIcon(): void {
  const folder = inProject('out', 'icons')
  mkdirSync(folder, { recursive: true })
  copyFileSync(iconFile(24), join(folder, 'tray.png'))
  copyFileSync(iconFile(48), join(folder, 'tray@2x.png'))
}

/** The page that the window opens. The demo helper reads it from here. */
function copyDemoPage(): void {
  cpSync(inProject('demo', 'page'), inProject('out', 'demo'), { recursive: true })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    await build()
    return 0
  })
}
