import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { AuthenticatorAccess, AvailableAuthenticators } from '../webauthn/client/ports'

/**
 * Latchkey's own authenticator, the only one of the app. Its description may change while the app runs, and may differ between
 * pages.
 */
export class PlatformAuthenticator implements AvailableAuthenticators {
  readonly #describe: (origin: string | null) => AuthenticatorDescription
  readonly #listeners = new Set<() => void>()
  readonly #shared: Omit<AuthenticatorAccess, 'authenticator'>
  /** Maps an origin to its page's authenticator; null is for all other pages. */
  readonly #accesses = new Map<string | null, AuthenticatorAccess>()
  /** In memory only, so that a restart brings the authenticator back. */
  #isOffline = false

  /** @param describe for a page's origin; null for pages without their own description. */
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

  /** The description for a page. */
  of(origin: string): AuthenticatorDescription {
    return this.#access(origin).authenticator
  }

  /** Whether the user has taken the authenticator offline, so that no page finds it. */
  get isOffline(): boolean {
    return this.#isOffline
  }

  /** Pending ceremonies lose and regain the authenticator, as if it were unplugged. */
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

  /** Describes the authenticator again. Pending ceremonies continue with the new description. */
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
