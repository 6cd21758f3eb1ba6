/** Lets the command line reach the running app. */
import { app } from 'electron'
import type { ListenerState } from '../../shared/app-state'
import { commandCalls } from '../commands/command-calls'
import { CommandServer } from '../commands/command-server'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import type { Questions } from '../consent/questions'
import { WindowConfirmation } from '../consent/window-consent'
import type { Settings } from '../desktop/settings'
import type { SignalQueue } from '../signals/signal-queue'
import type { Log } from '../platform/log'
import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import type { Vault } from '../vault/vault'
import type { ArmedFaults } from '../webauthn/faults/armed-faults'

interface CommandHost {
  readonly latchkey: {
    readonly vault: Vault
    readonly bridge: { readonly state: ListenerState }
    readonly questions: Questions
    readonly faults: ArmedFaults
    readonly signals: Pick<SignalQueue, 'applied'>
  }
  readonly settings: Settings
  readonly dataFolder: string
  readonly log: Log
}

/** Never rejects: without this server only the command line cannot reach the app. The log says why. */
export async function serveCommands({
  latchkey,
  settings,
  dataFolder,
  log,
}: CommandHost): Promise<void> {
  const confirmation = new WindowConfirmation(latchkey.questions)
  const parts = {
    vault: latchkey.vault,
    bridge: latchkey.bridge,
    faults: latchkey.faults,
    random: systemRandom,
    now: () => Date.now(),
    mayUseYes: () => settings.values.commandsMayUseYes,
    confirm: confirmation.ask.bind(confirmation),
    note: (what: string) => log.info(`command: ${what}`),
  }
  try {
    const server = await CommandServer.listen(commandSocketPath(dataFolder, systemPlace()), {
      calls: (signal) => commandCalls(parts, signal),
      clock: systemClock(),
      signalsApplied: async () => latchkey.signals.applied(),
      fault: (what, error) => log.error(what, error),
    })
    app.on('will-quit', () => void server.close())
  } catch (error) {
    log.error('commands cannot reach this app', error)
  }
}
