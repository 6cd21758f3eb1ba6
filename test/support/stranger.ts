/** Programs that run as another user of this computer. Only root can start them. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** A user id that no account has. */
const STRANGER = '12345'
const AS_STRANGER = [`--reuid=${STRANGER}`, `--regid=${STRANGER}`, '--clear-groups']

/** Why no program can be started as another user here; undefined if one can. */
export function strangerMissing(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux tells whose connection it is'
  if (process.getuid?.() !== 0) return 'only root can start a program as another user'
  const { status } = spawnSync('setpriv', [...AS_STRANGER, process.execPath, '--version'])
  return status === 0 ? undefined : 'setpriv cannot start Node as another user'
}

/**
 * Runs a program of another user until the test is over. Resolves with what the program has printed so far, once it
 * has printed something.
 *
 * @param program JavaScript. Its arguments start at `process.argv[1]`.
 */
export async function runAsStranger(program: string, ...args: readonly string[]) {
  const child = spawn('setpriv', [...AS_STRANGER, process.execPath, '-e', program, ...args], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await once(child.stdout, 'data')
  return { printed: () => printed }
}
