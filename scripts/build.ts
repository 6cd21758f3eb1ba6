/** `npm run build`: the app (main, preload, renderer) and the page's script, into out/. */
import { fileURLToPath } from 'node:url'
import { build as buildApp } from 'electron-vite'
import { build as buildPage } from 'vite'
import { inProject } from './project-paths'
import { runScript } from './run-script'

/** @throws when the sources do not compile */
export async function build(): Promise<void> {
  await buildApp({ configFile: inProject('electron.vite.config.ts'), logLevel: 'warn' })
  await buildPage({ configFile: inProject('vite.page.config.ts'), logLevel: 'warn' })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    await build()
    return 0
  })
}
