/** `npm start`: starts the app and a demo relying party, and opens the relying party's page in the browser. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce } from './build'
import { demo } from './demo'
import { describeElectron, findElectron, type ElectronRuntime } from './electron-runtime'
import { KEYCHAIN_SERVICE } from './own-instance'
import { inProject, projectFolder } from './project-paths'
import { exitStatus, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import { ensureSystemPackages, findChromium } from './system-packages'

const isRoot = process.getuid?.() === 0

/** How long a process may take to end after a signal, before it is killed. */
const PATIENCE_MS = 5_000

/** The commands that open the default browser; xdg-open on all other platforms. */
const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

await runScript(async () => {
  if (!hasDisplay()) {
    console.log('There is no display here, so the scripted demo runs instead.\n')
    return demo()
  }
  await ensureSystemPackages(isRoot ? ['app', 'browser'] : ['app'])
  const electron = await findElectron()
  console.log(describeElectron(electron))
  await buildOnce()
  return startAll(electron)
})

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
}

/** Resolves when the app is closed, the relying party ends or the user interrupts. */
async function startAll(electron: ElectronRuntime): Promise<ExitStatus> {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-browser-'))
  const interrupted = new AbortController()
  const interrupt = (): void => {
    interrupted.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt)

  const running: ChildProcess[] = []
  try {
    const app = startApp(electron)
    running.push(app)
    const stopped = aborted(interrupted.signal)
    const port = await Promise.race([said(app, /^bridge: (\d+|off)$/m), ended(app), stopped])
    if (typeof port === 'number') return port
    const relyingParty = startRelyingParty(port)
    running.push(relyingParty)
    const address = await Promise.race([
      said(relyingParty, /^listening on (\S+)$/m),
      ended(relyingParty),
      stopped,
    ])
    if (typeof address === 'number') return address
    const browser = openPage(address, profile)
    if (browser) running.push(browser)
    console.log(`\nThe page to try it with: ${address}\nCtrl+C, or closing the app, ends both.\n`)
    return await Promise.race([ended(app), ended(relyingParty), stopped])
  } finally {
    await Promise.all(running.map(stop))
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function startApp({ executable, switches }: ElectronRuntime): ChildProcess {
  const ours = `--keychain-service=${KEYCHAIN_SERVICE}`
  const args = [...switches, projectFolder, ours, ...process.argv.slice(2)]
  return spawn(executable, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** @param bridgePort the port on which the page finds Latchkey; `off` selects the default port. */
function startRelyingParty(bridgePort: string): ChildProcess {
  const args = ['--import', 'tsx', inProject('demo', 'server.ts')]
  if (bridgePort !== 'off') args.push('--bridge-port', bridgePort)
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Waits for a line of the program's output, and returns the line's captured group. Passes all output on. */
function said(program: ChildProcess, line: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    program.stdout?.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      text += chunk.toString()
      const answer = line.exec(text)?.[1]
      if (answer !== undefined) resolve(answer)
    })
  })
}

/**
 * Opens the page in the user's default browser, which keeps running afterwards. The default browser does not start for
 * root, so root gets a Chromium with its own profile, which ends with this script.
 */
function openPage(address: string, profile: string): ChildProcess | undefined {
  if (isRoot) {
    const chromium = findChromium()
    const args = ['--no-sandbox', '--no-first-run', `--user-data-dir=${profile}`, address]
    return chromium === undefined ? undefined : spawn(chromium, args, { stdio: 'ignore' })
  }
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  // Detached, so that Ctrl+C does not close the browser. Without an opener, the terminal still shows the address.
  const opener = spawn(command, [...args, address], { stdio: 'ignore', detached: true })
  opener.on('error', () => undefined).unref()
  return undefined
}

async function ended(child: ChildProcess): Promise<ExitStatus> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return exitStatus(child.exitCode, child.signalCode)
}

async function aborted(signal: AbortSignal): Promise<ExitStatus> {
  if (!signal.aborted) await once(signal, 'abort')
  return 0
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended(child)
  clearTimeout(timer)
}
