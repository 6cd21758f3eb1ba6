import {
  execFileSync,
  spawn,
  spawnSync,
  type ChildProcess,
  type ChildProcessByStdio,
} from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A program that should have ended is killed after this time. */
const LONGEST_RUN_MS = 100_000

/** How long an immediate reaction of a program may take on a busy machine. */
const PATIENCE_MS = 100_000

/** Runs a program to its end. @returns what it wrote */
export function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

/** A new account that no person uses, with a desktop session while a program runs in it. */
export class OrdinaryUser {
  readonly name: string
  readonly uid: number

  /** Makes the account and its home. */
  constructor(name: string) {
    this.name = name
    output('useradd', '--create-home', '--shell', '/bin/sh', name)
    this.uid = Number(output('id', '-u', name))
  }

  /** Starts a program in a separate session of the user: a bus and an unlocked keychain. */
  start(program: string): ChildProcess {
    const session = `
      export XDG_RUNTIME_DIR="$HOME/run" && mkdir -p -m 700 "$XDG_RUNTIME_DIR"
      printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
      exec ${program}`
    const command = ['dbus-run-session', '--', 'sh', '-c', session]
    return spawn(
      'runuser',
      ['-u', this.name, '--', 'env', '-i', ...this.#environment(), ...command],
      {
        cwd: `/home/${this.name}`,
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
  }

  /** Runs a shell's command to its end, without a session. @returns what it wrote */
  output(command: string): string {
    return output('runuser', ...this.#shell(command))
  }

  /** Starts a shell's command, without a session. Its messages arrive on `stderr`. */
  spawn(command: string): ChildProcessByStdio<null, null, Readable> {
    return spawn('runuser', this.#shell(command), {
      cwd: `/home/${this.name}`,
      stdio: ['ignore', 'inherit', 'pipe'],
      timeout: LONGEST_RUN_MS,
    })
  }

  /** Whether a file is in the user's home. */
  has(name: string): boolean {
    return existsSync(`/home/${this.name}/${name}`)
  }

  /** The contents of a JSON file in the user's home; undefined if the file does not exist yet. */
  read(name: string): { readonly url: string } | undefined {
    const text = textOf(`/home/${this.name}/${name}`)
    return text === '' ? undefined : (JSON.parse(text) as { url: string })
  }

  /** The user's processes whose command line matches. */
  processes(isSuch: (commandLine: string) => boolean): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => this.#owns(pid) && isSuch(commandLine(pid)))
      .map(Number)
  }

  /** Removes the account with everything that it left. `userdel` refuses while a process of the user still runs. */
  async remove(): Promise<void> {
    await eventually('end of its processes', () => {
      // A zombie has ended. It disappears when its parent collects it.
      const left = this.processes(() => true).filter(
        (pid) => !/^(Z|$)/.test(processStatus(pid, 'State')),
      )
      for (const pid of left) kill(pid)
      return left.length === 0 ? true : undefined
    })
    output('userdel', '--remove', this.name)
  }

  #shell(command: string): string[] {
    return [
      '-u',
      this.name,
      '--',
      'env',
      '-i',
      ...this.#environment(),
      'sh',
      '-c',
      `cd && ${command}`,
    ]
  }

  #environment(): string[] {
    const home = `/home/${this.name}`
    const display = process.env.DISPLAY ?? ''
    return [`HOME=${home}`, `USER=${this.name}`, `PATH=/usr/bin:/bin`, `DISPLAY=${display}`]
  }

  /** According to the kernel: the files of a sandboxed process in /proc belong to root. */
  #owns(pid: string): boolean {
    return processStatus(Number(pid), 'Uid').split('\t').includes(String(this.uid))
  }
}

/** Whether a program of another user of this machine can connect to a port. */
export function isOpenToAnotherUser(port: number): boolean {
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups']
  const connect = ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`]
  return spawnSync('setpriv', [...nobody, ...connect]).status === 0
}

/** A port that no program listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Waits until there is an answer, and looks again every tenth of a second. */
export async function eventually<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    const found = look()
    if (found !== undefined) return found
    await sleep(100)
  }
  throw new Error(`No ${what} after ${PATIENCE_MS / 1000} s`)
}

/** A field of the kernel's status of a process; empty when the process has ended. */
export function processStatus(pid: number, field: string): string {
  const line = textOf(`/proc/${pid}/status`)
    .split('\n')
    .find((line) => line.startsWith(`${field}:`))
  return line?.slice(field.length + 1).trim() ?? ''
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The process has just ended.
  }
}

function commandLine(pid: string): string {
  return textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
