/** The calls that an agent may make. They never export or delete, and answer pages only if the user allows that. */
import type { ActivityEntry, SignalKind } from '../../shared/activity'
import type { AgentApi, AgentRule } from '../../shared/agent-api'
import { encodeBase64Url } from '../../shared/base64url'
import { CommandError } from '../../shared/command-api'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { GrantStore } from '../bridge/ports'
import type { Vault } from '../vault/vault'
import { requireConfirmed, type ConfirmCommand } from './confirmed'
import { deletedBySignal } from './deleted-by-signal'
import { openPasskeys } from './open-passkeys'
import type { RecentActivity } from './recent-activity'

export interface AgentParts {
  readonly vault: Pick<Vault, 'state' | 'passkeys'>
  readonly grants: Pick<GrantStore, 'ofOrigin'>
  readonly activity: { list(): readonly ActivityEntry[] }
  readonly recent: Pick<RecentActivity, 'next' | 'newest'>
  readonly dryRun: (request: DryRunRequest) => DryRun
  /** The policy for the signals of an origin. */
  readonly policyOf: (origin: string) => SignalPolicy
  /** Sends the signal like a page. @throws {Error} with the name and the message of the page's error. */
  readonly sendSignal: (
    origin: string,
    kind: SignalKind,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<void>
  readonly answers: {
    readonly isAllowed: boolean
    add(rule: AgentRule): boolean
    clear(): void
  }
  readonly confirm: ConfirmCommand
  /** Logs actions, never a key. */
  readonly note: (what: string) => void
}

/** @param signal aborts when the agent has ended. */
export function agentCalls(parts: AgentParts, signal: AbortSignal): AgentApi {
  return {
    recentActivity: async (count) => parts.activity.list().slice(0, count),
    newestActivity: async () => parts.recent.newest(),
    waitForActivity: (wait) => parts.recent.next(wait, signal),
    dryRunSignal: async (request) => {
      openPasskeys(parts.vault)
      return sentence(async () => parts.dryRun(request))
    },
    sendSignal: async (origin, kind, options) => {
      await confirmDeletions({ origin, kind, options }, { parts, signal })
      await sentence(() => parts.sendSignal(origin, kind, options))
      parts.note(`an agent sent the signal ${kind} for ${origin}`)
    },
    addAnswer: async (rule) => {
      if (!parts.answers.isAllowed)
        throw new CommandError(
          'denied',
          'You may not answer questions. The user can allow it in Latchkey’s window, in Settings under Commands, for as long as this Latchkey runs.',
        )
      if (!parts.answers.add(rule))
        throw new CommandError('failed', 'There are too many rules. Forget them, then try again.')
      parts.note(`an agent will ${rule.action} ${rule.times} questions`)
    },
    clearAnswers: async () => parts.answers.clear(),
  }
}

/** @throws {CommandError} `locked`, or `denied` when the page is not paired, so that its signal would have no effect. */
function requirePaired(origin: string, { vault, grants }: AgentParts): void {
  openPasskeys(vault)
  if (grants.ofOrigin(origin).length === 0)
    throw new CommandError(
      'denied',
      `${origin} is not paired with this Latchkey, so its signals have no effect. Open the page and let the user pair it first.`,
    )
}

interface AgentSignal {
  readonly origin: string
  readonly kind: SignalKind
  readonly options: Readonly<Record<string, unknown>>
}

/**
 * Resolves once the user has confirmed every passkey that the signal deletes. While the user reads a question, a page may make a
 * passkey that the signal deletes too, so this asks until a question has shown all of them.
 *
 * @throws {CommandError} `denied`, or `locked`.
 */
async function confirmDeletions(
  { origin, kind, options }: AgentSignal,
  { parts, signal }: { readonly parts: AgentParts; readonly signal: AbortSignal },
): Promise<void> {
  const confirmed = new Set<string>()
  for (;;) {
    requirePaired(origin, parts)
    if (parts.policyOf(origin) !== 'delete') return
    const doomed = deletedBySignal(kind, options, parts.vault.passkeys)
    const ids = doomed.map(({ credentialId }) => encodeBase64Url(credentialId))
    if (ids.every((id) => confirmed.has(id))) return
    await requireConfirmed('delete', doomed, { confirm: parts.confirm, signal })
    for (const id of ids) confirmed.add(id)
  }
}

/** @throws {CommandError} `failed`, with the sentence of the error, because an agent's mistake is not an internal error. */
async function sentence<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { name, message } = error
    throw new CommandError('failed', name === 'Error' ? message : `${name}: ${message}`)
  }
}
