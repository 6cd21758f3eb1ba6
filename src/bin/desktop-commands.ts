/** The desktop app of this package, run by the Electron of the user's project. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { CommandEnd, EXIT, usage } from '../cli/exit-codes'
import { requireRightArguments } from '../cli/run-cli'
import { whyNotStarted } from '../main/start/foreign-switches'
import type { BinCommand, BinHost } from './command'
import type { ElectronBeside } from './electron-beside'
import { canMakeSandbox } from './sandbox'

const DESKTOP_FOLDER = new URL('../desktop', import.meta.url)

/** The oldest Electron that the app is built for. */
const LEAST_ELECTRON = 33

/** For commands without a window. Electron must find these on its command line, because code sets them too late. */
const WITHOUT_DISPLAY =
  process.platform === 'linux'
    ? ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']
    : []

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Starts the app with its window. Resolves when the app ends. */
export async function startDesktopApp(args: readonly string[], host: BinHost): Promise<number> {
  const refused = whyNotStarted(args, process.platform)
  if (refused !== undefined) usage(refused)
  return runElectron(electronFor(host), args)
}

/** A command that the app runs without its window. */
export function desktopCommand(
  name: string,
  { words, summary }: Pick<BinCommand, 'words' | 'summary'>,
): BinCommand {
  return {
    words,
    summary,
    options: null,
    run: async (args, host) => {
      // A mistyped command must fail before Electron is downloaded.
      await requireRightArguments([name, ...args])
      return runElectron(electronFor(host), [name, ...args], WITHOUT_DISPLAY)
    },
  }
}

/** @throws {CommandEnd} `notInstalled`. */
function electronFor(host: BinHost): ElectronBeside {
  const electron = host.electron()
  if (!electron)
    throw new CommandEnd(
      EXIT.notInstalled,
      'The desktop app needs Electron, which is not installed beside this package. To install it: npm i -D electron\n' +
        'Tests need no Electron: latchkey automation, and latchkey --help for all commands.',
    )
  if (electron.major < LEAST_ELECTRON)
    throw new CommandEnd(
      EXIT.notInstalled,
      `The desktop app needs Electron ${LEAST_ELECTRON} or newer, and Electron ${electron.version} is installed.`,
    )
  return electron
}

/** @throws {CommandEnd} `notInstalled` when Electron's package has no program, and cannot fetch one. */
function programOf(electron: ElectronBeside): string {
  try {
    return electron.executable()
  } catch (error) {
    throw new CommandEnd(EXIT.notInstalled, (error as Error).message)
  }
}

async function runElectron(
  electron: ElectronBeside,
  args: readonly string[],
  switches: readonly string[] = [],
): Promise<number> {
  const sandbox = canMakeSandbox() ? [] : ['--no-sandbox']
  const app = fileURLToPath(DESKTOP_FOLDER)
  const child = spawn(programOf(electron), [...switches, ...sandbox, app, ...args], {
    stdio: 'inherit',
  })
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, pass)
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      )
    })
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass)
  }
}
