/**
 * Decides when stored grants have expired. A grant names a wall-clock time, so the wall clock decides; but a wall clock may be
 * wrong. An expired grant is refused at once. It is deleted only after the wall clock has called it expired for longer than one
 * wrong reading can advance the vault's own clock.
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
  /** Since when every check has found the grant expired, by the vault's clock in milliseconds. */
  readonly expiredSince?: number
}

export class ExpiredGrants {
  readonly #expiry: Expiry
  readonly #vaultClock: VaultClock

  constructor(access: VaultAccess, clock: Clock) {
    this.#expiry = new Expiry(clock)
    this.#vaultClock = new VaultClock(access, clock, 'grants')
  }

  /** Whether a grant has expired. A grant that expired while this Latchkey ran stays expired, even if the clock is set back. */
  has(id: string, { expiresAt }: ExpiringGrant): boolean {
    return this.#expiry.leftMs(id, expiresAt) <= 0
  }

  /**
   * The changes to write after a check of all stored grants.
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
