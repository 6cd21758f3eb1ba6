/**
 * `npm run automation -- FLAG…`: builds and starts Latchkey for test drivers, in a Node process of its own. Latchkey ends
 * on a signal, or with the process that `--parent-pid` names.
 */
import { spawn } from 'node:child_process'
import { buildAutomation } from './build-automation'
import { buildPageScripts } from './build-page'
import { passSignalsTo } from './desktop'
import { inProject } from './project-paths'
import { exitStatus, type ExitStatus } from './run-command'
import { runScript } from './run-script'

await runScript(async () => {
  await buildPageScripts()
  await buildAutomation()
  const ours = [`--parent-pid=${process.pid}`, ...process.argv.slice(2)]
  return run([inProject('out', 'automation', 'latchkey-automation.js'), ...ours])
})

function run(args: readonly string[]): Promise<ExitStatus> {
  // In its own process group, so that Ctrl+C arrives only once: this script passes it on, and a second signal kills.
  const child = spawn(process.execPath, args, { stdio: 'inherit', detached: true })
  const stop = passSignalsTo(child)
  return new Promise<ExitStatus>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitStatus(code, signal)))
  }).finally(stop)
}
