import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { AuthenticatorAccess, AvailableAuthenticators } from '../webauthn/client/ports'

/** Latchkey's own authenticator, the only one of the app. Its description may change while it runs. */
export class PlatformAuthenticator implements AvailableAuthenticators {
  readonly #describe: () => AuthenticatorDescription
  readonly #listeners = new Set<() => void>()
  #access: AuthenticatorAccess

  constructor(
    access: Omit<AuthenticatorAccess, 'authenticator'>,
    describe: () => AuthenticatorDescription,
  ) {
    this.#describe = describe
    this.#access = { ...access, authenticator: describe() }
  }

  get description(): AuthenticatorDescription {
    return this.#access.authenticator
  }

  list(): readonly AuthenticatorAccess[] {
    return [this.#access]
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Describes the authenticator again. Pending ceremonies go on with the new description. */
  changed(): void {
    this.#access = { ...this.#access, authenticator: this.#describe() }
    for (const listener of this.#listeners) listener()
  }
}
