/** The commands of WebAuthn §11.3–§11.10 for one session. */
import * as v from 'valibot'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../../shared/base64url'
import type { Passkey } from '../../webauthn/authenticator/ports'
import type { CredentialStore, NewCredential, SessionHost } from '../ports'
import { parseConfiguration, type AuthenticatorConfiguration } from './authenticator-configuration'
import { parseBody } from './command-body'
import { credentialParameters, parseCredential, parseProperties } from './credential-parameters'
import { VirtualAuthenticator } from './virtual-authenticator'
import { invalidArgument } from './webdriver-error'
import type { NewId, Randomness } from '../../platform/ports'

const userVerifiedSchema = v.object({ isUserVerified: v.boolean() })

export interface ConnectedAuthenticator {
  readonly authenticator: VirtualAuthenticator
  readonly store: CredentialStore
}

/** An authenticator in a snapshot. */
export interface ConfiguredAuthenticator {
  readonly id: string
  readonly configuration: AuthenticatorConfiguration
  /** Oldest first. */
  readonly credentials: readonly NewCredential[]
}

export interface AuthenticatorsPorts {
  readonly host: Pick<SessionHost, 'plugIn' | 'unplug' | 'replaceAll'>
  readonly newId: NewId
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/**
 * The virtual authenticators of one session. Every command throws a `WebDriverError` `invalid argument` for an
 * unknown authenticator or credential, and for malformed parameters.
 */
export class Authenticators {
  readonly #ports: AuthenticatorsPorts
  readonly #all = new Map<string, ConnectedAuthenticator>()

  constructor(ports: AuthenticatorsPorts) {
    this.#ports = ports
  }

  /** @returns the authenticator's id. */
  async add(body: unknown): Promise<string> {
    const id = this.#ports.newId()
    await this.#plugIn(id, parseConfiguration(body))
    return id
  }

  async #plugIn(id: string, configuration: AuthenticatorConfiguration): Promise<void> {
    const authenticator = new VirtualAuthenticator(id, configuration)
    const store = await this.#ports.host.plugIn(id, authenticator)
    this.#all.set(id, { authenticator, store })
  }

  /**
   * Replaces all authenticators and passkeys of the session. When it throws, nothing has changed.
   *
   * @param platform passkeys of the session's own platform authenticator, oldest first.
   */
  async replaceAll(
    platform: readonly NewCredential[],
    authenticators: readonly ConfiguredAuthenticator[],
  ): Promise<void> {
    const filled = authenticators.map(({ id, configuration, credentials }) => ({
      id,
      authenticator: new VirtualAuthenticator(id, configuration),
      credentials,
    }))
    const stores = await this.#ports.host.replaceAll(platform, filled)
    this.#all.clear()
    for (const [index, store] of stores.entries()) {
      const one = filled[index]
      if (one) this.#all.set(one.id, { authenticator: one.authenticator, store })
    }
  }

  list(): readonly ConnectedAuthenticator[] {
    return [...this.#all.values()]
  }

  remove(id: string): void {
    this.#require(id)
    this.#all.delete(id)
    this.#ports.host.unplug(id)
  }

  async addCredential(id: string, body: unknown): Promise<void> {
    const { authenticator, store } = this.#require(id)
    const { passkey, privateKey, secrets } = parseCredential(body, {
      description: authenticator.describe(),
      random: this.#ports.random,
      now: this.#ports.now(),
    })
    const refusal = await store.addAll([{ passkey, privateKey, secrets }])
    if (refusal) throw invalidArgument(`credentialId: ${refusal.because}`)
  }

  listCredentials(id: string): object[] {
    const { store } = this.#require(id)
    return store.list().map((passkey) => credentialParameters(passkey, store))
  }

  async removeCredential(id: string, credentialId: string): Promise<void> {
    const { store } = this.#require(id)
    await store.remove(requireCredential(store, credentialId).credentialId)
  }

  async removeAllCredentials(id: string): Promise<void> {
    await this.#require(id).store.removeAll()
  }

  setUserVerified(id: string, body: unknown): void {
    const { isUserVerified } = parseBody(userVerifiedSchema, body)
    this.#require(id).authenticator.setUserVerified(isUserVerified)
  }

  async setCredentialProperties(id: string, credentialId: string, body: unknown): Promise<void> {
    const { authenticator, store } = this.#require(id)
    const passkey = requireCredential(store, credentialId)
    const properties = parseProperties(body, authenticator.describe())
    await store.setProperties(passkey.credentialId, properties)
  }

  #require(id: string): ConnectedAuthenticator {
    const found = this.#all.get(id)
    if (!found) throw invalidArgument('the session does not have this authenticator')
    return found
  }
}

function requireCredential(store: CredentialStore, id: string): Passkey {
  const text = id.replace(/={1,2}$/, '')
  const passkey = isBase64Url(text) ? store.find(decodeBase64Url(text)) : undefined
  if (!passkey || encodeBase64Url(passkey.credentialId) !== text)
    throw invalidArgument('the authenticator does not have this credential')
  return passkey
}
