import { spawn, type SpawnOptions } from 'node:child_process'
import { constants } from 'node:os'

/** How a process ended: its exit status, or 128 + the number of the signal that ended it. */
export type ExitStatus = number

/**
 * Runs a program to its end. By default the program uses this process's input and output.
 *
 * @throws when the program cannot be started
 */
export function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<ExitStatus> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve(exitStatus(code, signal))
    })
  })
}

/** A program's output and exit status. */
export interface Captured {
  readonly status: ExitStatus
  readonly stdout: string
  /** Standard output and standard error, in the order of arrival. */
  readonly output: string
}

/**
 * Runs a program to its end and captures its output.
 *
 * @throws when the program cannot be started
 */
export function capture(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve({ status: exitStatus(code, signal), stdout, output })
    })
  })
}

/** The exit status as a shell reports it: 128 + the signal's number when a signal ended the process. */
export function exitStatus(code: number | null, signal: NodeJS.Signals | null): ExitStatus {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}
