/** The real keyring helper, started with Node as Electron starts it in the app. */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { HelperEvents, HelperProcess } from '../../src/main/vault/keyring-process'

const HELPER = fileURLToPath(new URL('../../src/keyring/index.ts', import.meta.url))
const TSX = import.meta.resolve('tsx')

export class ForkedHelpers {
  /** Every helper that was started, in order. */
  readonly all: ChildProcess[] = []
  readonly #env: NodeJS.ProcessEnv

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#env = env
  }

  /** The helper that was started last. */
  get last(): ChildProcess {
    const last = this.all.at(-1)
    if (!last) throw new Error('No helper was started')
    return last
  }

  readonly start = (events: HelperEvents): HelperProcess => {
    const helper = fork(HELPER, [], {
      execArgv: ['--import', TSX],
      env: this.#env,
      stdio: 'ignore',
    })
    this.all.push(helper)
    helper.on('message', (message) => events.message(message))
    helper.on('exit', () => events.ended())
    return {
      send: (request) => void helper.send(request, () => undefined),
      end: () => void helper.kill('SIGKILL'),
    }
  }
}
