/** Builds the modules and types of `latchkey/client` and `latchkey/playwright` into out/playwright. */
import { rmSync } from 'node:fs'
import { inProject, projectFolder } from './project-paths'
import { capture } from './run-command'

/** @throws when the sources do not compile. */
export async function buildClient(folder = inProject('out', 'playwright')): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc')
  const options = ['--project', inProject('playwright'), '--noEmit', 'false', '--outDir', folder]
  const { status, output } = await capture(process.execPath, [compiler, ...options], {
    cwd: projectFolder,
  })
  if (status !== 0) throw new Error(output)
}
