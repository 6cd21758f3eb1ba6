/** Lets the command line and agents reach the running app. */
import { app } from 'electron'
import { agentCalls } from '../commands/agent-calls'
import { commandCalls, type CommandParts } from '../commands/command-calls'
import { CommandServer } from '../commands/command-server'
import { commandSocketPath, systemPlace } from '../commands/socket-path'
import { WindowConfirmation } from '../consent/window-consent'
import type { Settings } from '../desktop/settings'
import { loadFile, removeProfile, type ProfilePort } from '../ipc/profile-calls'
import type { Log } from '../platform/log'
import { systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import type { OwnProfileFile } from '../webauthn/providers/profile-schema'
import { agentParts } from './agent-parts'
import type { Latchkey } from './latchkey'

interface CommandHost {
  readonly latchkey: Latchkey
  readonly settings: Settings
  readonly profilePort: ProfilePort<OwnProfileFile>
  readonly dataFolder: string
  readonly log: Log
}

/** Never rejects. Without this server, only commands and agents cannot reach the app, and the log says why. */
export async function serveCommands(host: CommandHost): Promise<void> {
  const { latchkey, dataFolder, log } = host
  const commands = commandParts(host)
  const agent = agentParts(latchkey, commands)
  try {
    const server = await CommandServer.listen(commandSocketPath(dataFolder, systemPlace()), {
      calls: (signal) => ({ ...commandCalls(commands, signal), ...agentCalls(agent, signal) }),
      clock: systemClock(),
      signalsApplied: async () => latchkey.signals.applied(),
      fault: (what, error) => log.error(what, error),
    })
    app.on('will-quit', () => void server.close())
  } catch (error) {
    log.error('commands cannot reach this app', error)
  }
}

function commandParts({ latchkey, settings, profilePort, log }: CommandHost): CommandParts {
  const confirmation = new WindowConfirmation(latchkey.questions)
  return {
    vault: latchkey.vault,
    bridge: latchkey.bridge,
    faults: latchkey.faults,
    profiles: {
      list: () => profilePort.profiles.list(),
      load: (file, replaces) => loadFile(profilePort, file, replaces),
      remove: (id) => removeProfile(profilePort, id),
    },
    random: systemRandom,
    now: () => Date.now(),
    mayUseYes: () => settings.values.commandsMayUseYes,
    confirm: confirmation.ask.bind(confirmation),
    note: (what: string) => log.info(`command: ${what}`),
    record: latchkey.activity.report,
  }
}
