import type { SignalPolicy } from '../../shared/signal-policy'
import type { Log } from '../platform/log'
import type { SignalPolicies } from './ports'

/** Where the user's choices for single pages are kept. Throws while the vault is locked. */
export interface ChosenPolicies {
  own(origin: string): SignalPolicy | null
  set(origin: string, policy: SignalPolicy | null): Promise<void>
}

export interface PolicyByOriginParts {
  /** The policies that the user chose for single pages. */
  readonly chosen: ChosenPolicies
  /** The policy of every page without one of its own. */
  readonly common: (origin: string) => SignalPolicy
  readonly log: Pick<Log, 'info'>
}

/**
 * Which policy a page's signals meet. The origin of the signalling document decides: neither its RP ID, which may be a
 * related origin's, nor the page around a frame.
 */
export class PolicyByOrigin implements SignalPolicies {
  readonly #parts: PolicyByOriginParts

  constructor(parts: PolicyByOriginParts) {
    this.#parts = parts
  }

  /** @throws while the vault is locked. */
  of(origin: string): SignalPolicy {
    return this.own(origin) ?? this.byDefault(origin)
  }

  /** The policy of a page that has none of its own. */
  byDefault(origin: string): SignalPolicy {
    return this.#parts.common(origin)
  }

  /**
   * null: the page follows the policy of all other pages.
   *
   * @throws while the vault is locked.
   */
  own(origin: string): SignalPolicy | null {
    return this.#parts.chosen.own(origin)
  }

  /** Settles when the policy is on the disk. */
  async set(origin: string, policy: SignalPolicy | null): Promise<void> {
    if (policy === this.own(origin)) return
    await this.#parts.chosen.set(origin, policy)
    this.#parts.log.info(`signals of ${origin}: ${policy ?? 'as every other page’s'}`)
  }
}
