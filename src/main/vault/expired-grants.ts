/**
 * When stored grants have expired. The wall clock decides, because a grant names a time of it; but a wall clock may be
 * wrong. So an expired grant is refused at once, and deleted only when the clock has said so for longer than one wrong
 * reading can make the vault's own clock advance.
 */
import type { Operation } from './operation'
import type { VaultAccess } from './vault-access'
import { LONGEST_STEP_MS, VaultClock } from './vault-clock'
import { Expiry } from '../platform/expiry'
import type { Clock } from '../platform/ports'

const HOUR_MS = 60 * 60 * 1000
const KEPT_FOR_MS = LONGEST_STEP_MS + 24 * HOUR_MS

export interface ExpiringGrant {
  readonly expiresAt: number
  /** Since when every look has found the grant expired, by the vault's clock in milliseconds. */
  readonly expiredSince?: number
}

export class ExpiredGrants {
  readonly #expiry: Expiry
  readonly #vaultClock: VaultClock

  constructor(access: VaultAccess, clock: Clock) {
    this.#expiry = new Expiry(clock)
    this.#vaultClock = new VaultClock(access, clock, 'grants')
  }

  /** Whether a grant has expired. One that ended while this Latchkey ran stays ended, even when the clock is set back. */
  has(id: string, { expiresAt }: ExpiringGrant): boolean {
    return this.#expiry.leftMs(id, expiresAt) <= 0
  }

  /**
   * What a look at all stored grants writes.
   *
   * @param collection the grants' name in the file.
   */
  look(
    collection: string,
    grants: readonly (readonly [id: string, grant: ExpiringGrant])[],
  ): Operation[] {
    const changes = grants.flatMap(([id, grant]) => this.#lookAt(collection, id, grant))
    const anyExpired = grants.some(([id, grant]) => this.has(id, grant))
    return anyExpired ? [this.#vaultClock.toNote(), ...changes] : changes
  }

  #lookAt(collection: string, id: string, grant: ExpiringGrant): Operation[] {
    const { expiredSince, ...rest } = grant
    const now = this.#vaultClock.read()
    if (!this.has(id, grant))
      return expiredSince === undefined ? [] : [['put', collection, id, rest]]
    if (expiredSince === undefined) return [['put', collection, id, { ...rest, expiredSince: now }]]
    return now - expiredSince < KEPT_FOR_MS ? [] : [['delete', collection, id]]
  }
}
