import type { Names, TrashedPasskeySummary } from '../../shared/passkey'
import type { SessionPasskey, SessionPasskeys } from '../automation/ports'
import { passkeySummary } from '../vault/passkey-summary'
import type { Passkeys } from '../vault/passkeys'
import type { ConnectedAuthenticators } from './connected-authenticators'

/** The passkeys that a session's pages can reach, for the user of that session. */
export class ConnectedPasskeys implements SessionPasskeys {
  readonly #reach: ConnectedAuthenticators

  constructor(reach: ConnectedAuthenticators) {
    this.#reach = reach
  }

  list(): readonly SessionPasskey[] {
    return this.#reach.listPasskeys().map(({ id, passkey }) => ({
      authenticatorId: id,
      passkey: passkeySummary(passkey),
    }))
  }

  listTrash(): readonly TrashedPasskeySummary[] {
    return [...this.#reach.all()]
      .reverse()
      .flatMap(({ authenticator }) => authenticator.passkeys.listTrash())
      .sort((a, b) => b.at - a.at)
      .map((trashed) => ({ ...trashed, passkey: passkeySummary(trashed.passkey) }))
  }

  has(credentialId: Uint8Array): boolean {
    return (this.#reach.keeperOf(credentialId) ?? this.#reach.trashOf(credentialId)) !== undefined
  }

  async rename(credentialId: Uint8Array, names: Partial<Names>): Promise<void> {
    await this.#keeperOf(credentialId).rename(credentialId, names)
  }

  async followSite(credentialId: Uint8Array): Promise<void> {
    await this.#keeperOf(credentialId).followSite(credentialId)
  }

  async hide(credentialId: Uint8Array): Promise<void> {
    await this.#keeperOf(credentialId).hide(credentialId, 'The test hid it.')
  }

  async show(credentialId: Uint8Array): Promise<void> {
    await this.#keeperOf(credentialId).show(credentialId)
  }

  async remove(credentialId: Uint8Array): Promise<void> {
    await this.#keeperOf(credentialId).trash(credentialId, 'The test deleted it.')
  }

  async restore(credentialId: Uint8Array): Promise<void> {
    const keeper = this.#reach.trashOf(credentialId)
    if (!keeper) throw new Error('This passkey is not in the trash.')
    await keeper.restore(credentialId)
  }

  /** @throws when it is in the trash. */
  #keeperOf(credentialId: Uint8Array): Passkeys {
    const keeper = this.#reach.keeperOf(credentialId)
    if (!keeper) throw new Error('This passkey is in the trash.')
    return keeper
  }
}
