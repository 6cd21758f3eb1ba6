import { OWN_PROFILE, profileIds, type ProfileId } from '../../shared/provider-profile'
import type { Log } from '../platform/log'
import type { Vault } from '../vault/vault'

export interface ProfileByOriginParts {
  readonly vault: Pick<Vault, 'isOpen' | 'pageProfiles'>
  /** The profile of every page without one of its own. */
  readonly common: () => string
  readonly log: Pick<Log, 'info'>
}

/** Which provider a page meets. */
export class ProfileByOrigin {
  readonly #parts: ProfileByOriginParts

  constructor(parts: ProfileByOriginParts) {
    this.#parts = parts
  }

  /** Calls back after every change of a page's profile, and when the vault opens or closes. */
  onChange(listener: () => void): void {
    this.#parts.vault.pageProfiles.onChange(listener)
  }

  /** Never throws: while the vault is locked, a page meets the profile of all pages. */
  of(origin: string): ProfileId {
    const common = this.#parts.common()
    return this.inForce(origin) ?? profileIds.find((id) => id === common) ?? OWN_PROFILE
  }

  /** The page's own profile; null where it has none, and while the vault is locked. */
  inForce(origin: string): ProfileId | null {
    return this.#parts.vault.isOpen ? this.own(origin) : null
  }

  /**
   * null: the page has no profile of its own.
   *
   * @throws while the vault is locked.
   */
  own(origin: string): ProfileId | null {
    return this.#parts.vault.pageProfiles.own(origin)
  }

  /** Settles when the profile is on the disk. */
  async set(origin: string, profile: ProfileId | null): Promise<void> {
    if (profile === this.own(origin)) return
    await this.#parts.vault.pageProfiles.set(origin, profile)
    this.#parts.log.info(`provider profile of ${origin}: ${profile ?? 'as every other page’s'}`)
  }
}
