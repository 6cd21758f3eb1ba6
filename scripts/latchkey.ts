/**
 * `npm run -s latchkey -- COMMAND …`: the command line of the Latchkey that `npm start` starts. Prints only the output
 * of the command.
 */
import { spawn } from 'node:child_process'
import { buildOnce } from './build'
import { findElectron } from './electron-runtime'
import { inProject } from './project-paths'
import { exitStatus, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import { KEYCHAIN_SERVICE } from './own-instance'

await runScript(async () => {
  const { executable, switches } = await findElectron()
  await buildOnce()
  const headless =
    process.platform === 'linux'
      ? ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']
      : []
  const ours = [`--keychain-service=${KEYCHAIN_SERVICE}`, ...process.argv.slice(2)]
  const child = spawn(executable, [...headless, ...switches, inProject(), ...ours], {
    stdio: 'inherit',
  })
  return new Promise<ExitStatus>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitStatus(code, signal)))
  })
})
