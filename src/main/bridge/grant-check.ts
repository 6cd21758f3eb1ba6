import type { Grant, GrantDescription, GrantStore } from './ports'
import { Expiry } from '../platform/expiry'
import type { Clock } from '../platform/ports'

const UNKNOWN = 'the grant is unknown: it was revoked, or another Latchkey issued it'

/** Allows for a clock that was corrected by some seconds after the grant was issued. */
const TOLERANCE_MS = 60_000

export type CheckedGrant =
  { readonly ok: true; readonly grant: Grant } | { readonly ok: false; readonly reason: string }

/** Checks whether a grant is valid for an origin at the current time. */
export class GrantCheck {
  readonly #store: Pick<GrantStore, 'find' | 'describe' | 'isBlocked'>
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>
  readonly #expiry: Expiry

  constructor(
    store: Pick<GrantStore, 'find' | 'describe' | 'isBlocked'>,
    clock: Pick<Clock, 'now' | 'monotonic'>,
  ) {
    this.#store = store
    this.#clock = clock
    this.#expiry = new Expiry(clock)
  }

  /** Finds a valid grant. Do not call this while the vault is locked. */
  find(id: string, origin: string): CheckedGrant {
    const reason = this.fault(id, origin)
    if (reason !== undefined) return { ok: false, reason }
    const grant = this.#store.find(id, origin)
    return grant ? { ok: true, grant } : { ok: false, reason: UNKNOWN }
  }

  /**
   * Why a proved grant is no longer valid; undefined if it is valid. Runs for every message, so it does not unseal the token.
   * Do not call this while the vault is locked.
   */
  fault(id: string, origin: string): string | undefined {
    const grant = this.#store.describe(id, origin)
    if (!grant) return UNKNOWN
    if (grant.origin !== origin) return 'the grant belongs to another origin'
    if (this.#store.isBlocked(origin)) return 'the user has blocked this origin'
    return this.timeFault(grant)
  }

  /** Why the grant is not valid at the current time; undefined if it is. Works while the vault is locked. */
  timeFault(grant: GrantDescription): string | undefined {
    if (this.#clock.now() < grant.createdAt - TOLERANCE_MS)
      return 'the grant is not valid yet: check whether the clock of this computer is right'
    return this.leftMs(grant) > 0 ? undefined : 'the grant has expired'
  }

  /** Milliseconds until the grant expires, 0 or less once it has; infinite if it ends with the app. */
  leftMs({ id, expiresAt }: GrantDescription): number {
    return expiresAt === null ? Infinity : this.#expiry.leftMs(id, expiresAt)
  }
}
