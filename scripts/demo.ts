/** `npm run demo`: the scripted demo on a virtual desktop. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build'
import { onDesktop } from './desktop'
import { describeElectron, findElectron } from './electron-runtime'
import { inProject } from './project-paths'
import type { ExitStatus } from './run-command'
import { runScript } from './run-script'
import { ensureSystemPackages } from './system-packages'

/** Installs and builds what the demo needs, and runs the demo. */
export async function demo(): Promise<ExitStatus> {
  await ensureSystemPackages(['app', 'browser', 'desktop'])
  console.log(describeElectron(await findElectron()))
  await build()
  return onDesktop(process.execPath, ['--import', 'tsx', inProject('demo', 'run.ts')])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(() => {
    parseArgs({ options: {} }) // refuses all arguments, because the demo has no options
    return demo()
  })
}
