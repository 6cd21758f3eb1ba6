/** An agent of the official client, with `latchkey mcp --app`, over the whole of Latchkey in this process. */
import { onTestFinished } from 'vitest'
import { agentCalls } from '../../src/main/commands/agent-calls'
import { commandCalls } from '../../src/main/commands/command-calls'
import { CommandServer } from '../../src/main/commands/command-server'
import { commandSocketPath, systemPlace } from '../../src/main/commands/socket-path'
import { WindowConfirmation } from '../../src/main/consent/window-consent'
import { systemRandom } from '../../src/main/platform/random'
import { agentParts } from '../../src/main/start/agent-parts'
import { temporaryFolder } from './app'
import { McpAgent } from './mcp-client'
import { startSignalling } from './signalling-page'

/** @param file `mcp-process.ts` as one file. */
export async function startAgentApp(file: string) {
  const world = await startSignalling()
  const { latchkey, home } = world
  const folder = temporaryFolder()
  const confirmation = new WindowConfirmation(latchkey.questions)
  const parts = {
    vault: latchkey.vault,
    bridge: latchkey.bridge,
    random: systemRandom,
    now: () => home.clock.now(),
    mayUseYes: () => false,
    confirm: confirmation.ask.bind(confirmation),
    note: () => undefined,
    record: latchkey.activity.report,
  }
  const agentsParts = agentParts(latchkey, parts)
  const server = await CommandServer.listen(commandSocketPath(folder, systemPlace()), {
    calls: (signal) => ({ ...commandCalls(parts, signal), ...agentCalls(agentsParts, signal) }),
    signalsApplied: async () => latchkey.signals.applied(),
    clock: home.clock,
    fault: (_what, error) => {
      throw error
    },
  })
  const { XDG_RUNTIME_DIR, TMPDIR } = process.env
  const agent = await McpAgent.start(file, ['--app', `--data=${folder}`], {
    ...(XDG_RUNTIME_DIR !== undefined && { XDG_RUNTIME_DIR }),
    ...(TMPDIR !== undefined && { TMPDIR }),
  })
  let isListening = true
  const stopListening = async () => {
    if (isListening) await server.close()
    isListening = false
  }
  onTestFinished(async () => {
    await agent.close()
    await stopListening()
  })
  return { world, agent, folder, stopListening }
}
