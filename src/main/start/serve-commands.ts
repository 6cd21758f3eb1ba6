/** The command line's door into the running app. */
import { app } from 'electron'
import { commandCalls } from '../commands/command-calls'
import { CommandServer } from '../commands/command-server'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { WindowConfirmation } from '../consent/window-consent'
import type { Latchkey } from './latchkey'
import type { Log } from '../platform/log'
import type { Settings } from '../desktop/settings'
import { systemRandom } from '../platform/random'

interface Parts {
  readonly latchkey: Latchkey
  readonly settings: Settings
  readonly dataFolder: string
  readonly log: Log
}

/** Never rejects: an app without it is whole but for the command line, and the log says why. */
export async function serveCommands({ latchkey, settings, dataFolder, log }: Parts): Promise<void> {
  const confirmation = new WindowConfirmation(latchkey.questions)
  const parts = {
    vault: latchkey.vault,
    random: systemRandom,
    now: () => Date.now(),
    mayUseYes: () => settings.values.commandsMayUseYes,
    confirm: confirmation.ask.bind(confirmation),
    note: (what: string) => log.info(`command: ${what}`),
  }
  try {
    const server = await CommandServer.listen(commandSocketPath(dataFolder, systemPlace()), {
      calls: (signal) => commandCalls(parts, signal),
      fault: (what, error) => log.error(what, error),
    })
    app.on('will-quit', () => void server.close())
  } catch (error) {
    log.error('commands cannot reach this app', error)
  }
}
