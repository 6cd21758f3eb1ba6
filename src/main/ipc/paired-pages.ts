import type { PairedPage, QuotaState } from '../../shared/pairing'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { GrantDescription } from '../bridge/ports'

export interface BlockedOrigin {
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** The state of an origin in the window, apart from its grants. */
export interface PageFacts {
  connected(origin: string): number
  answersByItself(origin: string): boolean
  signalPolicy(origin: string): SignalPolicy | null
  defaultPolicy(origin: string): SignalPolicy
  profile(origin: string): string | null
  signalQuota(origin: string): QuotaState | null
  upgradeUntil(origin: string): number | null
}

/** One line per origin, however many grants it has. The most recently used page comes first, and blocked origins come last. */
export function pairedPages(
  grants: readonly GrantDescription[],
  blocked: readonly BlockedOrigin[],
  facts: PageFacts,
): PairedPage[] {
  const byOrigin = new Map<string, GrantDescription[]>()
  for (const grant of grants)
    byOrigin.set(grant.origin, [...(byOrigin.get(grant.origin) ?? []), grant])
  const paired = Array.from(byOrigin, ([origin, theirs]) => pairedPage(origin, theirs, facts))
  paired.sort((a, b) => (b.lastUsedAt ?? b.since) - (a.lastUsedAt ?? a.since))
  return [...paired, ...blocked.map((page) => blockedPage(page, facts))]
}

function pairedPage(
  origin: string,
  grants: readonly GrantDescription[],
  facts: PageFacts,
): PairedPage {
  const expiries = grants.map(({ expiresAt }) => expiresAt).filter((at) => at !== null)
  const uses = grants.map(({ lastUsedAt }) => lastUsedAt).filter((at) => at !== null)
  return {
    origin,
    status: 'paired',
    since: Math.min(...grants.map(({ createdAt }) => createdAt)),
    expiresAt: expiries.length > 0 ? Math.max(...expiries) : null,
    lastUsedAt: uses.length > 0 ? Math.max(...uses) : null,
    connected: facts.connected(origin),
    answersByItself: facts.answersByItself(origin),
    signalPolicy: facts.signalPolicy(origin),
    defaultPolicy: facts.defaultPolicy(origin),
    profile: facts.profile(origin),
    signalQuota: facts.signalQuota(origin),
    upgradeUntil: facts.upgradeUntil(origin),
  }
}

function blockedPage({ origin, at }: BlockedOrigin, facts: PageFacts): PairedPage {
  return {
    origin,
    status: 'blocked',
    since: at,
    expiresAt: null,
    lastUsedAt: null,
    connected: 0,
    answersByItself: false,
    signalPolicy: null,
    defaultPolicy: facts.defaultPolicy(origin),
    profile: null,
    signalQuota: null,
    upgradeUntil: null,
  }
}
