import type { Connection } from './connection.js'
import type { Credential, CredentialProperties } from './types/authenticator.js'

/** A virtual authenticator of a session (WebAuthn §11.3). Every call throws a `LatchkeyError` as WebDriver does. */
export class VirtualAuthenticator {
  readonly id: string
  readonly #connection: Connection
  readonly #path: string

  /** @param path of the session's authenticators. */
  constructor(connection: Connection, path: string, id: string) {
    this.id = id
    this.#connection = connection
    this.#path = `${path}/${encodeURIComponent(id)}`
  }

  /** Takes it out of the session, with its passkeys. */
  async remove(): Promise<void> {
    await this.#connection.send('DELETE', this.#path)
  }

  async addCredential(credential: Credential): Promise<void> {
    await this.#connection.send('POST', `${this.#path}/credential`, credential)
  }

  credentials(): Promise<readonly Credential[]> {
    return this.#connection.send('GET', `${this.#path}/credentials`)
  }

  /** @param credentialId base64url. */
  async removeCredential(credentialId: string): Promise<void> {
    await this.#connection.send('DELETE', this.#credential(credentialId))
  }

  async removeAllCredentials(): Promise<void> {
    await this.#connection.send('DELETE', `${this.#path}/credentials`)
  }

  /** Says how the verification of its user ends from now on. */
  async setUserVerified(isUserVerified: boolean): Promise<void> {
    await this.#connection.send('POST', `${this.#path}/uv`, { isUserVerified })
  }

  /** @param credentialId base64url. */
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
