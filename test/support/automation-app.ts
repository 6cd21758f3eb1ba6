/** The built Latchkey as test drivers start it: without a window and without a display. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findElectron } from '../../scripts/electron-runtime'
import { inProject } from '../../scripts/project-paths'
import { temporaryFolder } from './app'

export interface AutomationApp {
  readonly url: string
  readonly pageScript: string
  readonly file: string
  /** The text that it has written to its outputs. */
  output(): string
  /** Stops its main process. Resolves once it is stopped. @returns the function that continues it. */
  standStill(): Promise<() => void>
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>
  /** Ends the app as its parent process does. @returns the exit code. */
  stop(): Promise<number | null>
}

type Command = readonly [program: string, ...first: string[]]

/** Latchkey for test drivers in Node: the program and its first arguments. */
export const nodeAutomation: Command = [
  process.execPath,
  inProject('out', 'automation', 'latchkey-automation.js'),
]

/** The desktop app as Latchkey for test drivers. */
export async function electronAutomation(): Promise<Command> {
  const { executable, switches } = await findElectron()
  return [
    executable,
    '--ozone-platform=headless',
    '--disable-gpu',
    ...switches,
    inProject(),
    '--automation',
  ]
}

interface StartOptions {
  /** Added to the test's own environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly command?: Command
}

export async function startAutomationApp(
  args: readonly string[] = [],
  { env = {}, command = nodeAutomation }: StartOptions = {},
): Promise<AutomationApp> {
  const [program, ...first] = command
  const file = join(temporaryFolder(), 'automation.json')
  const ours = ['--port', '0', '--automation-file', file, ...args]
  const child = spawn(program, [...first, ...ours], {
    env: { ...process.env, ...env },
  })
  const ended = once(child, 'exit').then(() => child.exitCode)
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`the app ended: ${output}`)
    await wait(10)
  }
  const { url, pageScript, pid } = JSON.parse(readFileSync(file, 'utf8')) as AutomationApp & {
    readonly pid: number
  }
  return {
    url,
    pageScript,
    file,
    output: () => output,
    standStill: () => standStill(pid),
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Stops a process. Resolves once it is stopped. @returns the function that continues it. */
async function standStill(pid: number): Promise<() => void> {
  process.kill(pid, 'SIGSTOP')
  while (!isStopped(pid)) await wait(1)
  return () => void process.kill(pid, 'SIGCONT')
}

/** The state follows the name of the program, which is in brackets. */
function isStopped(pid: number): boolean {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') T ')
}
