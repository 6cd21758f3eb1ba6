import type { Connection } from './connection.js'
import type { Credential, CredentialProperties } from './types/authenticator.js'

/**
 * A virtual authenticator of a session (WebAuthn §11.3). When Latchkey refuses a command, the method rejects with a
 * `LatchkeyError` with WebDriver's error code.
 */
export class VirtualAuthenticator {
  readonly id: string
  readonly #connection: Connection
  readonly #path: string

  /** @param path the path of the session's authenticators, to which the id is added. */
  constructor(connection: Connection, path: string, id: string) {
    this.id = id
    this.#connection = connection
    this.#path = `${path}/${encodeURIComponent(id)}`
  }

  /** Removes the authenticator and its passkeys from the session. */
  async remove(): Promise<void> {
    await this.#connection.send('DELETE', this.#path)
  }

  /** Adds a credential (WebAuthn §11.5). */
  async addCredential(credential: Credential): Promise<void> {
    await this.#connection.send('POST', `${this.#path}/credential`, credential)
  }

  /** @returns all credentials of the authenticator, with their private keys (WebAuthn §11.6). */
  credentials(): Promise<readonly Credential[]> {
    return this.#connection.send('GET', `${this.#path}/credentials`)
  }

  /**
   * Removes a credential (WebAuthn §11.7).
   *
   * @param credentialId base64url.
   */
  async removeCredential(credentialId: string): Promise<void> {
    await this.#connection.send('DELETE', this.#credential(credentialId))
  }

  /** Removes all credentials (WebAuthn §11.8). */
  async removeAllCredentials(): Promise<void> {
    await this.#connection.send('DELETE', `${this.#path}/credentials`)
  }

  /** Sets whether user verification succeeds from now on (WebAuthn §11.9). */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.#connection.send('POST', `${this.#path}/uv`, { isUserVerified })
  }

  /**
   * Sets a credential's properties (WebAuthn §11.10).
   *
   * @param credentialId base64url.
   */
  async setCredentialProperties(
    credentialId: string,
    properties: CredentialProperties,
  ): Promise<void> {
    await this.#connection.send('POST', `${this.#credential(credentialId)}/props`, properties)
  }

  #credential(credentialId: string): string {
    return `${this.#path}/credentials/${encodeURIComponent(credentialId)}`
  }
}
