/** Starts a Latchkey for test drivers, which ends with this process at the latest. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readAutomationFile, type AutomationFile } from './automation-file.js'
import { LatchkeyError } from './latchkey-error.js'

const COMMAND: readonly string[] = ['latchkey']
const LONGEST_START_MS = 60_000
const LONGEST_END_MS = 10_000
/** For what it said just before it ended; another process may hold its output open. */
const LONGEST_LAST_WORDS_MS = 500
/** It is there within a second or so: to look more seldom would be felt. */
const LOOK_EVERY_MS = 10
/** Of what it says on its error output, the end. */
const KEPT_OUTPUT = 2000

export interface StartOptions {
  /**
   * The program and its first arguments; `['latchkey']` by default. In Latchkey's own repository it is
   * `['npm', 'run', '--silent', 'automation', '--']`.
   */
  readonly command?: readonly string[]
  /** Further flags, such as `--session-idle=0`. */
  readonly flags?: readonly string[]
  readonly cwd?: string
  /** In the place of this process's own. */
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds until it must be ready; 60000 by default. */
  readonly timeout?: number
}

export interface StartedLatchkey {
  readonly url: string
  /** Settles when it has ended. */
  end(): Promise<void>
}

/** @throws {LatchkeyError} when it does not start. */
export async function startLatchkey(options: StartOptions): Promise<StartedLatchkey> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'))
  try {
    const file = join(folder, 'automation.json')
    const run = new Run(options, file)
    const { url, pid } = await run.ready(options.timeout ?? LONGEST_START_MS)
    return { url, end: () => run.end(pid) }
  } finally {
    // Once read it is needed no more, and the address lies about in one place less.
    rmSync(folder, { recursive: true, force: true })
  }
}

class Run {
  readonly #child: ChildProcess
  readonly #file: string
  readonly #name: string
  #output = ''
  #failure: NodeJS.ErrnoException | undefined
  /** Settles when nobody can say anything more on its error output. */
  readonly #saidAll: Promise<void>

  constructor({ command = COMMAND, flags = [], cwd, env }: StartOptions, file: string) {
    const [program = '', ...first] = command
    const ours = ['--automation', '--port=0', `--automation-file=${file}`]
    const parent = `--parent-pid=${process.pid}`
    this.#file = file
    this.#name = program
    this.#child = spawn(program, [...first, ...ours, parent, ...flags], {
      cwd,
      env: env ?? process.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child.on('error', (error) => (this.#failure = error))
    this.#saidAll = new Promise((resolve) => this.#child.once('close', () => resolve()))
    const stderr = this.#child.stderr as Socket | null
    stderr?.on('data', (data: Buffer) => {
      this.#output = (this.#output + data.toString()).slice(-KEPT_OUTPUT)
    })
    // Nobody has to wait for it: it ends with this process.
    this.#child.unref()
    stderr?.unref()
  }

  async ready(timeout: number): Promise<AutomationFile> {
    const deadline = performance.now() + timeout
    while (!existsSync(this.#file)) {
      if (this.#failure) throw notStarted(this.#name, this.#failure)
      if (this.#hasEnded) throw await this.#endedEarly()
      if (performance.now() > deadline) {
        this.#child.kill('SIGKILL')
        throw new LatchkeyError(
          'timeout',
          `Latchkey was not ready within ${timeout} ms.${this.#said()}`,
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
    // What was spawned may be a script that passes no signal on.
    kill(pid)
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), LONGEST_END_MS)
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

function notStarted(program: string, { code = '' }: NodeJS.ErrnoException): LatchkeyError {
  const advice =
    code === 'ENOENT'
      ? 'Install Latchkey, or name it by the option `command`.'
      : 'May this user run it?'
  return new LatchkeyError('unknown error', `${program} cannot be started (${code}). ${advice}`)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}
