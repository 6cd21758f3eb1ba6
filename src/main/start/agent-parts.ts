import type { AgentParts } from '../commands/agent-calls'
import type { Latchkey } from './latchkey'

/** The parts of the running app that an agent can reach. Its signals come from a document without ancestor frames. */
export function agentParts(
  { vault, activity, signals, client, pagePolicies, agentAnswers, recent }: Latchkey,
  { confirm, note }: Pick<AgentParts, 'confirm' | 'note'>,
): AgentParts {
  return {
    vault,
    grants: vault.grants,
    activity,
    recent,
    dryRun: (request) => signals.dryRun(request),
    policyOf: (origin) => pagePolicies.of(origin),
    sendSignal: (origin, kind, options) =>
      client.signal({ origin, crossOrigin: false, topOrigin: null }, kind, options, 'now'),
    answers: agentAnswers,
    confirm,
    note,
  }
}
