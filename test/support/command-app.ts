/**
 * The part of a running app that the command line and agents reach, with a vault in memory and a user whose answers the test
 * sets.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ActivityRecord } from '../../src/main/activity/activity-record'
import { agentCalls, type AgentParts } from '../../src/main/commands/agent-calls'
import { commandCalls, type CommandParts } from '../../src/main/commands/command-calls'
import { CommandServer } from '../../src/main/commands/command-server'
import { RecentActivity } from '../../src/main/commands/recent-activity'
import { AgentAnswers } from '../../src/main/consent/agent-answers'
import type { ListenerState } from '../../src/shared/app-state'
import type { SignalPolicy } from '../../src/shared/signal-policy'
import type { CommandQuestion } from '../../src/shared/command-question'
import { memoryVault } from '../../src/main/vault/memory-vault'
import type { Vault } from '../../src/main/vault/vault'
import { ArmedFaults } from '../../src/main/webauthn/faults/armed-faults'
import { FakeClock } from './fake-clock'
import { systemRandom } from '../../src/main/platform/random'

const BRIDGE_OFF = { state: { enabled: false, port: null, addresses: [], problem: null } }

/** @param vault an open vault; by default a vault in memory. */
export async function commandApp(
  vault?: Vault,
  bridge: { readonly state: ListenerState } = BRIDGE_OFF,
) {
  const clock = new FakeClock()
  vault ??= await openMemoryVault(clock)
  const faults = new ArmedFaults()
  const app = {
    armed: faults,
    vault,
    clock,
    asked: [] as Omit<CommandQuestion, 'id' | 'askedAt'>[],
    notes: [] as string[],
    faults: [] as unknown[],
    mayUseYes: false,
    activity: new ActivityRecord({
      entries: vault.activity,
      now: () => clock.now(),
      newId: randomUUID,
      failed: () => undefined,
    }),
    agentAnswers: new AgentAnswers(clock),
    /** Of every page. */
    policy: 'spec' as SignalPolicy,
    /** What an agent sent. */
    sent: [] as unknown[],
    /** The user's answer; undefined: the user does not answer. */
    answer: true as boolean | undefined,
    /** What happens while the user reads a question. */
    whileAsked: async (): Promise<void> => undefined,
  }
  const parts: CommandParts = {
    vault,
    bridge,
    faults,
    random: systemRandom,
    now: () => clock.now(),
    mayUseYes: () => app.mayUseYes,
    confirm: async (question, signal) => {
      app.asked.push(question)
      await app.whileAsked()
      if (app.answer !== undefined) return app.answer
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      )
    },
    note: (what) => void app.notes.push(what),
    record: app.activity.report,
  }
  const agent: AgentParts = {
    vault,
    grants: vault.grants,
    activity: app.activity,
    recent: new RecentActivity(app.activity, clock),
    dryRun: () => ({ inForce: app.policy, outcomes: [] }),
    policyOf: () => app.policy,
    sendSignal: async (...signal) => void app.sent.push(signal),
    answers: app.agentAnswers,
    confirm: parts.confirm,
    note: parts.note,
  }
  return {
    ...app,
    app,
    parts,
    calls: (signal = new AbortController().signal) => ({
      ...commandCalls(parts, signal),
      ...agentCalls(agent, signal),
    }),
  }
}

async function openMemoryVault(clock: FakeClock): Promise<Vault> {
  const vault = memoryVault(clock, systemRandom)
  await vault.open()
  return vault
}

/** The same behind a socket. @returns its path. */
export async function commandSocket(running: Awaited<ReturnType<typeof commandApp>>) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-socket-'))
  const path = join(folder, 'socket')
  const server = await CommandServer.listen(path, {
    calls: running.calls,
    signalsApplied: async () => undefined,
    clock: running.clock,
    fault: (_what, error) => void running.faults.push(error),
  })
  onTestFinished(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })
  return path
}
