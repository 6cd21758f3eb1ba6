/** An authenticator with its own vault in memory, for test drivers. */
import type {
  SessionAuthenticator,
  CredentialProperties,
  CredentialRefusal,
  CredentialStore,
  NewCredential,
} from '../automation/ports'
import { PasskeyNotAddedError } from '../vault/errors'
import { memoryVault } from '../vault/memory-vault'
import type { ActivityEntries } from '../vault/activity-entries'
import type { PasskeyOrder } from '../vault/passkey-order'
import type { Passkeys } from '../vault/passkeys'
import type { Vault } from '../vault/vault'
import { ES256 } from '../webauthn/authenticator/algorithms/ids'
import { signingKeysOf } from '../webauthn/authenticator/signing-keys'
import { RootAuthority } from '../webauthn/authenticator/attestation/root-authority'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type {
  Algorithm,
  ExtensionSecrets,
  Passkey,
  SigningKeys,
} from '../webauthn/authenticator/ports'
import type { AuthenticatorAccess } from '../webauthn/client/ports'
import type { Clock, Randomness } from '../platform/ports'

export interface AuthenticatorParts {
  readonly clock: Clock
  readonly random: Randomness
  /** Maps a COSE algorithm identifier to its algorithm. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
  /** Shared by all authenticators of a session. */
  readonly order: PasskeyOrder
}

export class MemoryAuthenticator implements CredentialStore {
  readonly #vault: Vault
  readonly #algorithms: AuthenticatorParts['algorithms']
  readonly #access: Omit<AuthenticatorAccess, 'id' | 'authenticator'>
  #signingKeys: SigningKeys
  #description: AuthenticatorDescription
  #tellDescribed: () => void = () => undefined

  private constructor(
    vault: Vault,
    authenticator: SessionAuthenticator,
    parts: AuthenticatorParts,
  ) {
    this.#vault = vault
    this.#algorithms = parts.algorithms
    this.#signingKeys = signingKeysOf(vault.passkeys, parts.algorithms)
    this.#description = authenticator.describe()
    authenticator.onChange(() => {
      this.#description = authenticator.describe()
      this.#tellDescribed()
    })
    this.#access = {
      store: vault.passkeys,
      signingKeys: { of: (passkey) => this.#signingKeys.of(passkey) },
      authority: new RootAuthority({
        store: vault.attestationRoots,
        algorithms: parts.algorithms,
        random: parts.random,
        now: () => parts.clock.now(),
      }),
      isUserConsenting: () => authenticator.isUserConsenting(),
    }
  }

  static async make(
    authenticator: SessionAuthenticator,
    parts: AuthenticatorParts,
  ): Promise<MemoryAuthenticator> {
    const vault = memoryVault(parts.clock, parts.random, parts.order)
    await vault.open()
    return new MemoryAuthenticator(vault, authenticator, parts)
  }

  get passkeys(): Passkeys {
    return this.#vault.passkeys
  }

  /** The entries of a record. They end with the authenticator. */
  get activity(): ActivityEntries {
    return this.#vault.activity
  }

  /** The authenticator in its current state, for a ceremony. */
  access(id: string | null): AuthenticatorAccess {
    return { ...this.#access, id, authenticator: this.#description }
  }

  /** Calls back after each change of its description. */
  onDescriptionChange(listener: () => void): void {
    this.#tellDescribed = listener
  }

  /** Call it when the algorithms have changed, because open keys use the earlier ones. */
  forgetOpenKeys(): void {
    this.#signingKeys = signingKeysOf(this.#vault.passkeys, this.#algorithms)
  }

  /**
   * Opens the key of a new passkey in advance, because most tests sign in next. The system's library opens a key at its first
   * signature, which therefore takes six times as long as later ones.
   */
  openKey(credentialId: Uint8Array): void {
    const passkey = this.find(credentialId)
    // Only ES256, because signatures of other algorithms may take long.
    if (passkey?.algorithm === ES256) this.#signingKeys.of(passkey).sign(new Uint8Array())
  }

  list(): readonly Passkey[] {
    return this.#vault.passkeys.list()
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#vault.passkeys.find(credentialId)
  }

  async addAll(credentials: readonly NewCredential[]): Promise<CredentialRefusal | null> {
    try {
      // A test may add a credential again after a signal or the test itself deleted it.
      await this.#vault.passkeys.addAll(credentials, 'is deleted for good')
      return null
    } catch (error) {
      if (error instanceof PasskeyNotAddedError) return error
      throw error
    }
  }

  /** @throws when two of them cannot be kept together. Nothing has changed. */
  replaceAll(credentials: readonly NewCredential[]): Promise<void> {
    return this.#vault.passkeys.replaceAll(credentials)
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return this.#vault.passkeys.privateKey(credentialId)
  }

  withExtensionSecrets<T>(credentialId: Uint8Array, use: (secrets: ExtensionSecrets) => T): T {
    return this.#vault.passkeys.withExtensionSecrets(credentialId, use)
  }

  /** Removes the passkey permanently, because a test does not expect it to come back. */
  async remove(credentialId: Uint8Array): Promise<void> {
    await this.#removeTogether([credentialId])
  }

  async removeAll(): Promise<void> {
    await this.#removeTogether(this.list().map(({ credentialId }) => credentialId))
  }

  async #removeTogether(credentialIds: readonly Uint8Array[]): Promise<void> {
    await this.#vault.passkeys.trashAll(credentialIds, 'a test removed it')
    await this.#vault.passkeys.deleteForever(credentialIds)
  }

  setProperties(credentialId: Uint8Array, properties: CredentialProperties): Promise<void> {
    return this.#vault.passkeys.setProperties(credentialId, properties)
  }

  close(): Promise<void> {
    return this.#vault.close()
  }
}
