/**
 * The entry point of the main process. It starts the app, automation or one command. `start/compose.ts` joins these
 * parts:
 *
 *   page → bridge → webauthn/client → webauthn/authenticator → consent, vault
 *   window ⇄ ipc → consent, vault, pairing, activity
 */
import { app, dialog, protocol } from 'electron'
import { registerAppScheme } from './desktop/app-scheme'
import { commandFolder } from './start/command-folder'
import {
  alreadyRunning,
  commandWords,
  parseCommandLine,
  type CommandLine,
} from './start/command-line'
import { chooseDataFolder } from './start/data-folder'
import { whyNotStarted } from './start/foreign-switches'
import { withStartLock } from './start/single-start'

/** The command line is wrong, so nothing was started. */
const USAGE = 64

// Before Electron is ready, because then it opens a requested debugger port.
if (app.isPackaged) refuseForeignSwitches()

// As root, Chromium needs --no-sandbox. Enabling the sandbox as well would end its helpers.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// The window needs no network. Its policy forbids requests, and this also forbids name lookups.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
registerAppScheme(protocol)
const commandLine = readCommandLine()
const command = commandWords(process.argv.slice(1), app.isPackaged)
const folder = chooseDataFolder(commandLine, app.getPath('appData'))
// What runs for a command leaves the running app's own Chromium alone.
const chromiumFolder = command ? commandFolder(folder) : undefined
app.setPath('userData', chromiumFolder?.path ?? folder)
if (
  command ||
  commandLine.automation ||
  withStartLock(folder, () => app.requestSingleInstanceLock())
)
  void app.whenReady().then(start)
else {
  console.log(alreadyRunning(process.argv.slice(1)))
  app.quit()
}

/** Loads the rest on demand, because a second start only activates the first. */
async function start(): Promise<void> {
  try {
    if (command) {
      const { startCommand } = await import('./start/command')
      const code = await startCommand(command, commandLine, folder)
      chromiumFolder?.remove()
      app.exit(code)
    } else if (commandLine.automation) {
      const { startElectronAutomation } = await import('./start/electron-automation')
      await startElectronAutomation(commandLine.automation)
    } else {
      const { openEarlyWindow } = await import('./start/early-window')
      const early = openEarlyWindow(commandLine)
      const { loadAndStartApp } = await import('./start/load-app')
      await loadAndStartApp(commandLine, early)
    }
  } catch (error) {
    console.error('latchkey:', error)
    if (!command && !commandLine.automation)
      dialog.showErrorBox('Latchkey cannot start', (error as Error).message)
    app.exit(1)
  }
}

function readCommandLine(): CommandLine {
  try {
    return parseCommandLine(process.argv.slice(1))
  } catch (error) {
    return endWithUsage((error as Error).message)
  }
}

function refuseForeignSwitches(): void {
  const why = whyNotStarted(process.argv.slice(1), process.platform)
  if (why !== undefined) endWithUsage(why)
}

function endWithUsage(message: string): never {
  console.error(`latchkey: ${message}`)
  process.exit(USAGE)
}
