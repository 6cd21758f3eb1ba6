/**
 * `npm run automation -- FLAG…`: Latchkey for test drivers, without a window. It needs no display, and ends when it is
 * told to, or with the process that `--parent-pid` names.
 */
import { spawn } from 'node:child_process'
import { build } from './build'
import { passSignalsTo } from './desktop'
import { findElectron } from './electron-runtime'
import { inProject } from './project-paths'
import { exitStatus, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import { ensureSystemPackages } from './system-packages'

/** It has to stand on the command line: from code it comes too late. */
const HEADLESS = '--ozone-platform=headless'
/** Chromium complains of every bus and screen that is not there, and needs none of them here. */
const QUIET = '--log-level=3'

await runScript(async () => {
  await ensureSystemPackages(['app'])
  const { executable, switches } = await findElectron()
  await build()
  const headless = process.platform === 'linux' ? [HEADLESS, '--disable-gpu', QUIET] : []
  const ours = ['--automation', `--parent-pid=${process.pid}`]
  return run(executable, [...headless, ...switches, inProject(), ...ours, ...process.argv.slice(2)])
})

function run(executable: string, args: readonly string[]): Promise<ExitStatus> {
  // In a group of its own: Ctrl+C is passed on, and must not come twice, since the second ends it at once.
  const child = spawn(executable, args, { stdio: 'inherit', detached: true })
  const stop = passSignalsTo(child)
  return new Promise<ExitStatus>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitStatus(code, signal)))
  }).finally(stop)
}
