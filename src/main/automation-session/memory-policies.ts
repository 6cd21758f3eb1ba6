import type { SessionPolicies } from '../../shared/signal-policy'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { SignalPolicies } from '../signals/ports'

/** The policies of one session, in memory. */
export class MemoryPolicies implements SignalPolicies {
  readonly #ofProfile: () => SignalPolicy
  /** null when no policy was chosen for all pages. */
  #common: SignalPolicy | null = null
  #pages = new Map<string, SignalPolicy>()

  /** @param ofProfile the policy of the session's provider profile. A chosen policy takes precedence. */
  constructor(ofProfile: () => SignalPolicy) {
    this.#ofProfile = ofProfile
  }

  of(origin: string): SignalPolicy {
    return this.#pages.get(origin) ?? this.#common ?? this.#ofProfile()
  }

  list(): SessionPolicies {
    return { policy: this.#common ?? this.#ofProfile(), pages: Object.fromEntries(this.#pages) }
  }

  setAll({ policy, pages }: SessionPolicies): void {
    // A restored session must keep following its profile.
    this.#common = policy === this.#ofProfile() ? null : policy
    this.#pages = new Map(Object.entries(pages))
  }

  set(policy: SignalPolicy): void {
    this.#common = policy
  }

  /** @param policy null removes the page's own policy. */
  setOf(origin: string, policy: SignalPolicy | null): void {
    if (policy === null) this.#pages.delete(origin)
    else this.#pages.set(origin, policy)
  }
}
