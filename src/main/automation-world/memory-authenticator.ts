/** An authenticator with a vault of its own in memory: what a test driver plugs in. */
import type {
  AuthenticatorInWorld,
  CredentialProperties,
  CredentialStore,
} from '../automation/ports'
import { memoryVault } from '../vault/memory-vault'
import type { ActivityEntries } from '../vault/activity-entries'
import type { Passkeys } from '../vault/passkeys'
import type { Vault } from '../vault/vault'
import { signingKeysOf } from '../webauthn/authenticator/signing-keys'
import { RootAuthority } from '../webauthn/authenticator/attestation/root-authority'
import type { Algorithm, ExtensionSecrets, Passkey } from '../webauthn/authenticator/ports'
import type { AuthenticatorAccess } from '../webauthn/client/ports'
import type { Clock, Randomness } from '../platform/ports'

export interface AuthenticatorParts {
  readonly clock: Clock
  readonly random: Randomness
  /** By COSE algorithm identifier. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
}

export class MemoryAuthenticator implements CredentialStore {
  readonly #vault: Vault
  readonly #authenticator: AuthenticatorInWorld
  readonly #algorithms: AuthenticatorParts['algorithms']
  #access: Omit<AuthenticatorAccess, 'authenticator'>

  private constructor(
    vault: Vault,
    authenticator: AuthenticatorInWorld,
    parts: AuthenticatorParts,
  ) {
    this.#vault = vault
    this.#authenticator = authenticator
    this.#algorithms = parts.algorithms
    this.#access = {
      store: vault.passkeys,
      signingKeys: signingKeysOf(vault.passkeys, parts.algorithms),
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
    authenticator: AuthenticatorInWorld,
    parts: AuthenticatorParts,
  ): Promise<MemoryAuthenticator> {
    const vault = memoryVault(parts.clock, parts.random)
    await vault.open()
    return new MemoryAuthenticator(vault, authenticator, parts)
  }

  get passkeys(): Passkeys {
    return this.#vault.passkeys
  }

  /** Room for a record: what it keeps ends with the authenticator. */
  get activity(): ActivityEntries {
    return this.#vault.activity
  }

  /** As it is at this moment, for a ceremony. */
  access() {
    return { ...this.#access, authenticator: this.#authenticator.describe() }
  }

  /** To be called when the algorithms have changed: keys that are open were opened by what they were. */
  forgetOpenKeys(): void {
    const signingKeys = signingKeysOf(this.#vault.passkeys, this.#algorithms)
    this.#access = { ...this.#access, signingKeys }
  }

  list(): readonly Passkey[] {
    return this.#vault.passkeys.list()
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#vault.passkeys.find(credentialId)
  }

  async add(passkey: Passkey, privateKey: Uint8Array, secrets: ExtensionSecrets): Promise<void> {
    await this.#vault.passkeys.add(passkey, privateKey, null, secrets)
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return this.#vault.passkeys.privateKey(credentialId)
  }

  extensionSecrets(credentialId: Uint8Array): ExtensionSecrets {
    return this.#vault.passkeys.extensionSecrets(credentialId)
  }

  /** For good: what a test has removed is not to come back. */
  async remove(credentialId: Uint8Array): Promise<void> {
    await this.#vault.passkeys.trash(credentialId, 'a test removed it')
    await this.#vault.passkeys.deleteForever([credentialId])
  }

  setProperties(credentialId: Uint8Array, properties: CredentialProperties): Promise<void> {
    return this.#vault.passkeys.setProperties(credentialId, properties)
  }

  close(): Promise<void> {
    return this.#vault.close()
  }
}
