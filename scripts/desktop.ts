/**
 * Runs a command on virtual desktops of its own. A desktop is a screen (Xvfb), a session bus and an unlocked keychain.
 * The desktops end with the command.
 *
 *   tsx scripts/desktop.ts COMMAND ARGUMENT…
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endMarkedProcesses, markedProcesses } from './marked-processes'
import { capture, exitStatus, type ExitStatus } from './run-command'

/** Larger than the largest window that a test opens. */
const SCREEN = '1600x1200x24'

/** Any password works, except an empty one: the keychain would then open a prompt that a test cannot answer. */
const KEYCHAIN_PASSWORD = 'test'

/** An environment variable of every process on the desktops, by which this script finds and ends the processes. */
const MARK = 'LATCHKEY_DESKTOP'

/** An environment variable of the command: the environment variables of each desktop, as a JSON array. */
const DESKTOPS = 'LATCHKEY_DESKTOPS'

/** What puts a program on one desktop and not on another. */
type DesktopEnvironment = Record<string, string>

/**
 * Starts the desktops, runs the command on the first one, and ends all processes of the desktops, including those that
 * the command left running. Passes SIGINT, SIGTERM and SIGHUP to the command.
 *
 * @param env variables to add to this process's environment
 * @param count how many desktops; the command reads their environments in LATCHKEY_DESKTOPS
 * @throws when a desktop cannot be set up
 */
export async function onDesktop(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  count = 1,
): Promise<ExitStatus> {
  const id = randomUUID()
  const mark = `${MARK}=${id}`
  const home = mkdtempSync(join(tmpdir(), 'latchkey-desktop-'))
  const outside: NodeJS.ProcessEnv = { ...process.env, ...env, [MARK]: id }
  delete outside.WAYLAND_DISPLAY
  delete outside.XAUTHORITY
  try {
    const desktops: DesktopEnvironment[] = []
    for (let number = 1; number <= count; number++)
      desktops.push(await startDesktop(folder(home, `${number}`), outside))
    const furniture = markedProcesses(mark)
    const status = await runForeground(command, args, {
      ...outside,
      ...desktops[0],
      [DESKTOPS]: JSON.stringify(desktops),
    })
    // Leftover processes of the command end first, because they would crash without a screen.
    await endMarkedProcesses(mark, furniture)
    return status
  } finally {
    await endMarkedProcesses(mark)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function startDesktop(home: string, outside: NodeJS.ProcessEnv): Promise<DesktopEnvironment> {
  const desktop: DesktopEnvironment = {
    XDG_DATA_HOME: folder(home, 'data'),
    XDG_CONFIG_HOME: folder(home, 'config'),
    XDG_CACHE_HOME: folder(home, 'cache'),
    XDG_RUNTIME_DIR: folder(home, 'run'),
    XDG_SESSION_TYPE: 'x11',
  }
  const env = (): NodeJS.ProcessEnv => ({ ...outside, ...desktop })
  // Without -noreset, Xvfb resets when its last client disconnects, and refuses clients that connect during the reset.
  const screen = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset']
  desktop.DISPLAY = `:${await firstLine('Xvfb', screen, env(), 3)}`
  const bus = ['--session', '--nofork', '--nosyslog', '--print-address=3']
  desktop.DBUS_SESSION_BUS_ADDRESS = await firstLine('dbus-daemon', bus, env(), 3)
  await unlockKeychain(env())
  return desktop
}

function folder(home: string, name: string): string {
  const path = join(home, name)
  mkdirSync(path, { mode: 0o700 })
  return path
}

/** Starts a background program, and waits for the line that reports its readiness. */
async function firstLine(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  fd: number,
): Promise<string> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  child.unref()
  const pipe = child.stdio[fd]
  if (!pipe || !('setEncoding' in pipe)) throw new Error(`${command} has no pipe to read from`)
  pipe.setEncoding('utf8')
  return new Promise((resolve, reject) => {
    let text = ''
    pipe.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')).trim())
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code ?? 'a signal'}`)))
  })
}

/** Resolves when the daemon has moved itself into the background, because it is ready then. */
async function unlockKeychain(env: NodeJS.ProcessEnv): Promise<void> {
  const unlock = `printf '%s\\n' ${KEYCHAIN_PASSWORD} | gnome-keyring-daemon --unlock --components=secrets`
  const { status, output } = await capture('sh', ['-c', unlock], { env })
  if (status !== 0) throw new Error(`gnome-keyring-daemon ended with ${status}: ${output}`)
}

async function runForeground(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ExitStatus> {
  const child = spawn(command, args, { env, stdio: 'inherit' })
  const stop = passSignalsTo(child)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) => resolve(exitStatus(code, signal)))
    })
  } finally {
    stop()
  }
}

/**
 * Passes SIGINT, SIGTERM and SIGHUP to a child process.
 *
 * @returns a function that stops passing them
 */
export function passSignalsTo(child: ChildProcess): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const pass = (signal: NodeJS.Signals): boolean => child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) throw new Error('Usage: tsx scripts/desktop.ts COMMAND ARGUMENT…')
  process.exit(await onDesktop(command, args))
}
