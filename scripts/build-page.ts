/** Builds the scripts that pages load, `latchkey.js` and an automation session's `latchkey-session.js`. */
import { rmSync } from 'node:fs'
import { build } from 'vite'
import { inProject } from './project-paths'

const CONFIGS = ['vite.page.config.ts', 'vite.session.config.ts']

/**
 * @param folder the output folder. It is emptied first, so that files of older builds do not stay.
 * @throws when the sources do not compile
 */
export async function buildPageScripts(folder = inProject('out', 'page')): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  for (const config of CONFIGS)
    await build({ configFile: inProject(config), logLevel: 'warn', build: { outDir: folder } })
}
