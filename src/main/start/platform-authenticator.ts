import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { AuthenticatorAccess, AvailableAuthenticators } from '../webauthn/client/ports'

/**
 * Latchkey's own authenticator, the only one of the app. Its description may change while it runs, and may differ from page
 * to page.
 */
export class PlatformAuthenticator implements AvailableAuthenticators {
  readonly #describe: (origin: string | null) => AuthenticatorDescription
  readonly #listeners = new Set<() => void>()
  readonly #shared: Omit<AuthenticatorAccess, 'authenticator'>
  /** Maps an origin to the authenticator as its page meets it; null: as every other page does. */
  readonly #accesses = new Map<string | null, AuthenticatorAccess>()
  /** In memory alone: a restart brings the authenticator back. */
  #isOffline = false

  /** @param describe for a page; null: for pages that have no description of their own. */
  constructor(
    shared: Omit<AuthenticatorAccess, 'authenticator'>,
    describe: (origin: string | null) => AuthenticatorDescription,
  ) {
    this.#describe = describe
    this.#shared = shared
  }

  get description(): AuthenticatorDescription {
    return this.#access(null).authenticator
  }

  /** As a page meets it. */
  of(origin: string): AuthenticatorDescription {
    return this.#access(origin).authenticator
  }

  /** Whether the user has taken the authenticator offline: no page finds it then. */
  get isOffline(): boolean {
    return this.#isOffline
  }

  /** Pending ceremonies lose the authenticator, and find it again, as when it is unplugged. */
  setOffline(isOffline: boolean): void {
    if (isOffline === this.#isOffline) return
    this.#isOffline = isOffline
    this.#tell()
  }

  list(): readonly AuthenticatorAccess[] {
    return this.#reachable(null)
  }

  forPage(origin: string): AvailableAuthenticators {
    return {
      list: () => this.#reachable(origin),
      onChange: (listener) => this.onChange(listener),
    }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Describes the authenticator again. Pending ceremonies go on with the new description. */
  changed(): void {
    this.#accesses.clear()
    this.#tell()
  }

  #reachable(origin: string | null): readonly AuthenticatorAccess[] {
    return this.#isOffline ? [] : [this.#access(origin)]
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  #access(origin: string | null): AuthenticatorAccess {
    let access = this.#accesses.get(origin)
    if (!access) {
      access = { ...this.#shared, authenticator: this.#describe(origin) }
      this.#accesses.set(origin, access)
    }
    return access
  }
}
