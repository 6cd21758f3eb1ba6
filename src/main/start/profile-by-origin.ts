import { OWN_PROFILE } from '../../shared/provider-profile'
import type { Log } from '../platform/log'
import type { Vault } from '../vault/vault'

export interface ProfileByOriginParts {
  readonly vault: Pick<Vault, 'isOpen' | 'pageProfiles'>
  /** The profiles that are available now. */
  readonly profiles: { has(id: string): boolean }
  /** The profile of every page without its own. */
  readonly common: () => string
  readonly log: Pick<Log, 'info'>
}

/** The provider profile of each page. */
export class ProfileByOrigin {
  readonly #parts: ProfileByOriginParts

  constructor(parts: ProfileByOriginParts) {
    this.#parts = parts
  }

  /** Calls back after every change of a page's profile, and when the vault opens or closes. */
  onChange(listener: () => void): void {
    this.#parts.vault.pageProfiles.onChange(listener)
  }

  /** Never throws: while the vault is locked, a page gets the profile of all pages. */
  of(origin: string): string {
    const common = this.#parts.common()
    return this.inForce(origin) ?? (this.#parts.profiles.has(common) ? common : OWN_PROFILE)
  }

  /** The page's own profile; null when it has none, and while the vault is locked. */
  inForce(origin: string): string | null {
    return this.#parts.vault.isOpen ? this.own(origin) : null
  }

  /**
   * null when the page has no profile of its own, or one that is not loaded.
   *
   * @throws while the vault is locked.
   */
  own(origin: string): string | null {
    const { vault, profiles } = this.#parts
    const chosen = vault.pageProfiles.own(origin)
    return chosen !== null && profiles.has(chosen) ? chosen : null
  }

  /** @throws while the vault is locked. */
  originsOf(profile: string): string[] {
    return this.#parts.vault.pageProfiles.originsOf(profile)
  }

  /** Resolves once the profile is on the disk. @throws when there is no such profile. */
  async set(origin: string, profile: string | null): Promise<void> {
    const { vault, profiles } = this.#parts
    if (profile !== null && !profiles.has(profile)) throw new Error('there is no such profile')
    if (profile === vault.pageProfiles.own(origin)) return
    await vault.pageProfiles.set(origin, profile)
    this.#parts.log.info(`provider profile of ${origin}: ${profile ?? 'as every other page’s'}`)
  }
}
