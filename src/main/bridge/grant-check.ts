import type { Grant, GrantDescription, GrantStore } from './ports'
import type { Clock } from '../platform/ports'

const UNKNOWN = 'the grant is not known: it was revoked, or another Latchkey gave it'

/** Clocks are corrected by seconds; a grant from further in the future is refused. */
const TOLERANCE_MS = 60_000

export type CheckedGrant =
  { readonly ok: true; readonly grant: Grant } | { readonly ok: false; readonly reason: string }

/** Says whether a grant counts, for this origin and at this time. */
export class GrantCheck {
  readonly #store: Pick<GrantStore, 'find' | 'describe' | 'isBlocked'>
  readonly #clock: Pick<Clock, 'now'>
  /** Expired stays expired, should the system's clock be put back. */
  readonly #expired = new Set<string>()

  constructor(
    store: Pick<GrantStore, 'find' | 'describe' | 'isBlocked'>,
    clock: Pick<Clock, 'now'>,
  ) {
    this.#store = store
    this.#clock = clock
  }

  /** Looks the grant up. Not to be asked while the vault is locked. */
  find(id: string, origin: string): CheckedGrant {
    const reason = this.fault(id, origin)
    if (reason !== undefined) return { ok: false, reason }
    const grant = this.#store.find(id, origin)
    return grant ? { ok: true, grant } : { ok: false, reason: UNKNOWN }
  }

  /**
   * Why a grant that was proved counts no more; undefined if it does. Asked for every message, so its token
   * stays sealed. Not to be asked while the vault is locked.
   */
  fault(id: string, origin: string): string | undefined {
    const grant = this.#store.describe(id, origin)
    if (!grant) return UNKNOWN
    if (grant.origin !== origin) return 'the grant belongs to another origin'
    if (this.#store.isBlocked(origin)) return 'the user has blocked this origin'
    return this.timeFault(grant)
  }

  /** Why the grant does not count now; undefined if it does. Needs no vault. */
  timeFault({ id, createdAt, expiresAt }: GrantDescription): string | undefined {
    const now = this.#clock.now()
    if (now < createdAt - TOLERANCE_MS)
      return 'the grant is not valid yet: has the clock been put back?'
    if (expiresAt !== null && now >= expiresAt) this.expire(id)
    return this.#expired.has(id) ? 'the grant has expired' : undefined
  }

  /** Notes that the grant's time is over. */
  expire(id: string): void {
    this.#expired.add(id)
  }
}
