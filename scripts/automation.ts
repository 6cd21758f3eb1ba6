/**
 * `npm run automation -- FLAG…`: starts Latchkey for test drivers, without a window or a display. Latchkey ends on a
 * signal, or with the process that `--parent-pid` names.
 */
import { spawn } from 'node:child_process'
import { build } from './build'
import { passSignalsTo } from './desktop'
import { findElectron } from './electron-runtime'
import { inProject } from './project-paths'
import { exitStatus, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import { ensureSystemPackages } from './system-packages'

/** Must be on the command line, because Electron reads it before the app's code runs. */
const HEADLESS = '--ozone-platform=headless'
/** Hides Chromium's warnings about missing buses and screens, which automation does not need. */
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
  // In its own process group, so that Ctrl+C arrives only once: this script passes it on, and a second signal kills.
  const child = spawn(executable, args, { stdio: 'inherit', detached: true })
  const stop = passSignalsTo(child)
  return new Promise<ExitStatus>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitStatus(code, signal)))
  }).finally(stop)
}
