import type { AuthenticatorDescription } from '../../webauthn/authenticator/description'
import type { SessionAuthenticator } from '../ports'
import {
  describeConfiguration,
  type AuthenticatorConfiguration,
} from './authenticator-configuration'

/** The configuration of one virtual authenticator (WebAuthn §11.2). Its passkeys are in a credential store. */
export class VirtualAuthenticator implements SessionAuthenticator {
  readonly id: string
  #configuration: AuthenticatorConfiguration
  #tellChanged: () => void = () => undefined

  constructor(id: string, configuration: AuthenticatorConfiguration) {
    this.id = id
    this.#configuration = configuration
  }

  /** The current configuration. {@link setUserVerified} changes it. */
  get configuration(): AuthenticatorConfiguration {
    return this.#configuration
  }

  describe(): AuthenticatorDescription {
    return describeConfiguration(this.#configuration)
  }

  isUserConsenting(): boolean {
    return this.#configuration.isUserConsenting
  }

  setUserVerified(isUserVerified: boolean): void {
    this.#configuration = { ...this.#configuration, isUserVerified }
    this.#tellChanged()
  }

  onChange(listener: () => void): void {
    this.#tellChanged = listener
  }
}
