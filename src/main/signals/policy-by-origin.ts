import type { SignalPolicy } from '../../shared/signal-policy'
import type { Log } from '../platform/log'
import type { SignalPolicies } from './ports'

/** The user's choices for single pages. Throws while the vault is locked. */
export interface ChosenPolicies {
  own(origin: string): SignalPolicy | null
  set(origin: string, policy: SignalPolicy | null): Promise<void>
}

export interface PolicyByOriginParts {
  /** The policies that the user chose for single pages. */
  readonly chosen: ChosenPolicies
  /** The policy of every page without its own policy. */
  readonly common: (origin: string) => SignalPolicy
  readonly log: Pick<Log, 'info'>
}

/**
 * The signal policy of a page. The origin of the signalling document decides, not its RP ID, which may belong to a related
 * origin, and not the page around a frame.
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

  /** The policy of a page without its own policy. */
  byDefault(origin: string): SignalPolicy {
    return this.#parts.common(origin)
  }

  /**
   * null when the page follows the policy of all other pages.
   *
   * @throws while the vault is locked.
   */
  own(origin: string): SignalPolicy | null {
    return this.#parts.chosen.own(origin)
  }

  /** Resolves once the policy is on the disk. */
  async set(origin: string, policy: SignalPolicy | null): Promise<void> {
    if (policy === this.own(origin)) return
    await this.#parts.chosen.set(origin, policy)
    this.#parts.log.info(`signals of ${origin}: ${policy ?? 'as every other page’s'}`)
  }
}
