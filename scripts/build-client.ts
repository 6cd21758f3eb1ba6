/** Builds what tests import, `latchkey/client` and `latchkey/playwright`, into out/playwright: modules and their types. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject, projectFolder } from './project-paths'
import { capture } from './run-command'

const OUT = inProject('out', 'playwright')

const OPTIONS = ['--noEmit', 'false', '--outDir', OUT]

/** @throws when the sources do not compile. */
export async function buildClient(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true })
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc')
  const args = [compiler, '--project', inProject('playwright'), ...OPTIONS]
  const { status, output } = await capture(process.execPath, args, { cwd: projectFolder })
  if (status !== 0) throw new Error(output)
  for (const name of readdirSync(OUT, { recursive: true, encoding: 'utf8' }))
    if (/\.(js|ts)$/.test(name)) nameFiles(join(OUT, name))
}

/** Our imports name modules; Node and other people's compilers want the names of files. */
function nameFiles(path: string): void {
  const code = readFileSync(path, 'utf8')
  writeFileSync(path, code.replace(/^((?:import|export|\}) .*?from '\.[^']*)';$/gm, "$1.js';"))
}
