/** Starts Latchkey in automation mode. Latchkey ends with this process at the latest. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readAutomationFile, type AutomationFile } from './automation-file.js'
import { LatchkeyError } from './latchkey-error.js'
import { ownAutomation, type AutomationProgram } from './own-automation.js'
import { killGroup, spawnGroup } from './process-group.js'
import { whyNotStarted } from './why-no-file.js'

const LONGEST_START_MS = 60_000
const LONGEST_END_MS = 10_000
/** How long to wait for the last error output after Latchkey ended. Another process may hold the stream open. */
const LONGEST_LAST_WORDS_MS = 2_000
/** How often to check for the automation file. A longer interval would slow every start. */
const LOOK_EVERY_MS = 2
/** Shown when the start takes too long. The error output follows, because it shows the progress of a build or a download. */
const SLOW_START =
  'A busy computer needs longer, and so does a `command` that builds or downloads first. Raise the option `timeout`.'
/** How many characters of the error output to keep, counted from its end. */
const KEPT_OUTPUT = 2000

export interface StartOptions {
  /**
   * Runs Latchkey in this process instead of its own. Only the option `flags` may be combined with it. Latchkey then waits when
   * this process is busy, and ends when this process crashes, but it needs no second Node. By default Latchkey runs in its own
   * process.
   */
  readonly inProcess?: boolean
  /**
   * Another program instead of the one in this package, with its first arguments: `['latchkey']` for the installed app. By
   * default this Node runs the `latchkey automation` of this package.
   */
  readonly command?: readonly string[]
  /** Further flags, such as `--session-idle=0`. */
  readonly flags?: readonly string[]
  /** The working folder of Latchkey; this process's own by default. */
  readonly cwd?: string
  /** Replaces the environment of this process. By default Latchkey inherits it. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Milliseconds until Latchkey must be ready; 60000 by default. */
  readonly timeout?: number
}

export interface StartedLatchkey {
  readonly url: string
  /** Ends Latchkey, and resolves once its process has ended. */
  end(): Promise<void>
}

/** @throws {LatchkeyError} when Latchkey does not start, or is not ready in time. */
export async function startLatchkey(options: StartOptions): Promise<StartedLatchkey> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'))
  try {
    const file = join(folder, 'automation.json')
    const run = new Run(options, file)
    const { url, pid } = await run.ready(options.timeout ?? LONGEST_START_MS)
    return { url, end: () => run.end(pid) }
  } finally {
    // The file contains the secret address: delete it as soon as the address is read.
    rmSync(folder, { recursive: true, force: true })
  }
}

class Run {
  readonly #child: ChildProcess
  readonly #file: string
  readonly #name: string
  #output = ''
  #failure: NodeJS.ErrnoException | undefined
  /** Resolves once all processes have closed the error output. */
  readonly #saidAll: Promise<void>

  constructor({ command, flags = [], cwd, env = process.env }: StartOptions, file: string) {
    const { program, first, added } = command ? named(command) : ownAutomation()
    if (cwd !== undefined && !existsSync(cwd))
      throw new LatchkeyError(
        'invalid argument',
        `The folder of the option \`cwd\` does not exist: ${cwd}`,
      )
    const ours = ['--automation', '--port=0', `--automation-file=${file}`]
    const parent = `--parent-pid=${process.pid}`
    this.#file = file
    this.#name = program
    this.#child = spawnGroup(program, [...first, ...ours, parent, ...flags], {
      cwd,
      env: { ...env, ...added },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child.on('error', (error) => (this.#failure = error))
    this.#saidAll = new Promise((resolve) => this.#child.once('close', () => resolve()))
    const stderr = this.#child.stderr as Socket | null
    stderr?.on('data', (data: Buffer) => {
      this.#output = (this.#output + data.toString()).slice(-KEPT_OUTPUT)
    })
    // This process may end without waiting for Latchkey, which ends with it.
    this.#child.unref()
    stderr?.unref()
  }

  async ready(timeout: number): Promise<AutomationFile> {
    const deadline = performance.now() + timeout
    while (!existsSync(this.#file)) {
      if (this.#failure) throw notStarted(this.#name, this.#failure)
      if (this.#hasEnded) throw await this.#endedEarly()
      if (performance.now() > deadline) {
        killGroup(this.#child)
        throw new LatchkeyError(
          'timeout',
          `Latchkey was not ready within ${timeout} ms. ${SLOW_START}${this.#said()}`,
        )
      }
      await wait(LOOK_EVERY_MS)
    }
    return readAutomationFile(this.#file)
  }

  async end(pid: number): Promise<void> {
    if (this.#hasEnded) return
    this.#child.ref()
    const ended = once(this.#child, 'exit')
    // The spawned program may be a script that does not pass signals on, so signal the main process itself.
    kill(pid)
    const patience = setTimeout(() => killGroup(this.#child), LONGEST_END_MS)
    await ended
    clearTimeout(patience)
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  async #endedEarly(): Promise<LatchkeyError> {
    await Promise.race([this.#saidAll, wait(LONGEST_LAST_WORDS_MS)])
    const { exitCode, signalCode } = this.#child
    return new LatchkeyError(
      'unknown error',
      `Latchkey ended before it was ready (${exitCode ?? signalCode}).${this.#said()}`,
    )
  }

  #said(): string {
    const said = this.#output.trim()
    return said === '' ? '' : ` It said:\n${said}`
  }
}

/** @throws {LatchkeyError} when the option names no program. */
function named([program = '', ...first]: readonly string[]): AutomationProgram {
  if (program === '')
    throw new LatchkeyError(
      'invalid argument',
      'The option `command` is empty. Name a program, or leave it out.',
    )
  return { program, first, added: {} }
}

function notStarted(program: string, error: NodeJS.ErrnoException): LatchkeyError {
  const advice =
    error.code === 'ENOENT'
      ? 'Install Latchkey, or name its program with the option `command`.'
      : 'Check that this user may run it.'
  return new LatchkeyError(
    'unknown error',
    `${program} cannot be started, because ${whyNotStarted(error)}. ${advice}`,
  )
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // The process has already ended.
  }
}
