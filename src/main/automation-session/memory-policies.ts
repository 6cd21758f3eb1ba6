import type { SessionPolicies } from '../../shared/signal-policy'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { SignalPolicies } from '../signals/ports'

/** The policies of one session, in memory. */
export class MemoryPolicies implements SignalPolicies {
  #common: SignalPolicy = 'spec'
  #pages = new Map<string, SignalPolicy>()

  of(origin: string): SignalPolicy {
    return this.#pages.get(origin) ?? this.#common
  }

  list(): SessionPolicies {
    return { policy: this.#common, pages: Object.fromEntries(this.#pages) }
  }

  setAll({ policy, pages }: SessionPolicies): void {
    this.#common = policy
    this.#pages = new Map(Object.entries(pages))
  }

  set(policy: SignalPolicy): void {
    this.#common = policy
  }

  /** @param policy null: the page has no policy of its own. */
  setOf(origin: string, policy: SignalPolicy | null): void {
    if (policy === null) this.#pages.delete(origin)
    else this.#pages.set(origin, policy)
  }
}
