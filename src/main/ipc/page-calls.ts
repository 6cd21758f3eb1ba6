import type { VaultState } from '../../shared/app-state'
import type { MainCalls } from '../../shared/main-api'
import type { QuotaState } from '../../shared/pairing'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { GrantDescription } from '../bridge/ports'
import { pairedPages, type BlockedOrigin } from './paired-pages'

export interface PagePort {
  readonly vault: {
    readonly state: VaultState
    readonly grants: {
      list(): readonly GrantDescription[]
      removeByOrigin(origin: string): Promise<void>
      blocked(): readonly BlockedOrigin[]
      unblock(origin: string): Promise<void>
    }
  }
  readonly bridge: {
    connectedCount(origin: string): number
    /** Ends every grant of an origin at once: its sockets close, its ceremonies end. */
    revoke(origin: string): void
  }
  readonly answersByItself: {
    has(origin: string): boolean
    set(origin: string, answersByItself: boolean): void
  }
  readonly pagePolicies: SignalPolicyByOrigin
  readonly pageProfiles: ProfileByOrigin
  /** These notify the window of their changes themselves. */
  readonly signIns: {
    until(origin: string): number | null
    state(origin: string): void
    forget(origin: string): void
  }
  /** Tells the window. */
  readonly pagesChanged: () => void
}

export interface SignalPolicyByOrigin {
  /** null when the page follows the policy of pages without their own. */
  own(origin: string): SignalPolicy | null
  /** The policy of a page without its own. */
  byDefault(origin: string): SignalPolicy
  set(origin: string, policy: SignalPolicy | null): Promise<void>
  /** null when the page's policy has no quota. */
  quota(origin: string): QuotaState | null
}

export interface ProfileByOrigin {
  /** null when the page has the profile of pages without their own. */
  own(origin: string): string | null
  set(origin: string, profile: string | null): Promise<void>
}

export function pageCalls(port: PagePort): MainCalls<'pages'> {
  const { vault, answersByItself, pagePolicies, pageProfiles, signIns } = port
  return {
    // A locked vault cannot be read. The window shows the lock instead of the list.
    listPages: async () => (vault.state.state === 'open' ? listPages(port) : []),
    forgetPage: (origin) => forgetPage(port, origin),
    setAnswersByItself: async (origin, on) => {
      // Switching off works while the vault is locked. Switching on needs the grants.
      if (on) requirePaired(port, origin)
      answersByItself.set(origin, on)
      port.pagesChanged()
    },
    setPageSignalPolicy: async (origin, policy) => {
      if (policy !== null) requirePaired(port, origin)
      await pagePolicies.set(origin, policy)
    },
    setPageProfile: async (origin, profile) => {
      if (profile !== null) requirePaired(port, origin)
      await pageProfiles.set(origin, profile)
      // The profile may bring another policy for signals.
      port.pagesChanged()
    },
    setJustSignedIn: async (origin, signedIn) => {
      if (!signedIn) {
        signIns.forget(origin)
        return
      }
      requirePaired(port, origin)
      signIns.state(origin)
    },
  }
}

function listPages({
  vault: { grants },
  bridge,
  answersByItself,
  pagePolicies,
  pageProfiles,
  signIns,
}: PagePort) {
  return pairedPages(grants.list(), grants.blocked(), {
    connected: (origin) => bridge.connectedCount(origin),
    answersByItself: (origin) => answersByItself.has(origin),
    signalPolicy: (origin) => pagePolicies.own(origin),
    defaultPolicy: (origin) => pagePolicies.byDefault(origin),
    profile: (origin) => pageProfiles.own(origin),
    signalQuota: (origin) => pagePolicies.quota(origin),
    upgradeUntil: (origin) => signIns.until(origin),
  })
}

async function forgetPage(
  { vault: { grants }, bridge, answersByItself, pagePolicies, pageProfiles, signIns }: PagePort,
  origin: string,
): Promise<void> {
  answersByItself.set(origin, false)
  signIns.forget(origin)
  bridge.revoke(origin)
  try {
    await grants.removeByOrigin(origin)
    await grants.unblock(origin)
    await pagePolicies.set(origin, null)
    await pageProfiles.set(origin, null)
  } finally {
    // The page may have reconnected with its grant before the grant was removed.
    bridge.revoke(origin)
  }
}

/** @throws also while the vault is locked. */
function requirePaired({ vault }: PagePort, origin: string): void {
  if (!vault.grants.list().some((grant) => grant.origin === origin))
    throw new Error('the page is not paired')
}
