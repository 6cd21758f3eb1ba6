/** Changes of the passkeys and of the trash, each worked out on what the one before leaves, to be written together. */
import type { Passkey } from '../webauthn/authenticator/ports'
import type { Operation } from './operation'
import { accountKey, type PasskeyIndex } from './passkey-index'
import {
  PASSKEYS,
  recordKey,
  TRASH,
  withFields,
  type StoredPasskey,
  type TrashedPasskey,
} from './stored-passkey'
import type { Trash } from './trash'

type Account = Pick<Passkey, 'rpId' | 'userHandle'>

export class PasskeyBatch {
  readonly #index: PasskeyIndex
  readonly #trash: Trash
  /** As they are going to be; null: there no more. */
  readonly #kept = new Map<string, StoredPasskey | null>()
  readonly #trashed = new Map<string, TrashedPasskey | null>()
  /** The discoverable passkey of each account, where that changes. */
  readonly #accounts = new Map<string, StoredPasskey | null>()

  constructor(index: PasskeyIndex, trash: Trash) {
    this.#index = index
    this.#trash = trash
  }

  find(key: string): StoredPasskey | undefined {
    const changed = this.#kept.get(key)
    return changed === undefined ? this.#index.find(key)?.stored : (changed ?? undefined)
  }

  findTrashed(key: string): TrashedPasskey | undefined {
    const changed = this.#trashed.get(key)
    return changed === undefined ? this.#trash.find(key) : (changed ?? undefined)
  }

  /** The discoverable passkey of a relying party and user handle. */
  findDiscoverable(account: Account): StoredPasskey | undefined {
    const changed = this.#accounts.get(accountKey(account))
    return changed === undefined ? this.#index.findDiscoverable(account) : (changed ?? undefined)
  }

  /** Keeps a new passkey, or one in the place of its earlier self. */
  put(stored: StoredPasskey): void {
    this.#kept.set(recordKey(stored.credentialId), stored)
    if (stored.discoverable) this.#accounts.set(accountKey(stored), stored)
  }

  /**
   * Moves a passkey that is kept to the trash.
   *
   * @param because one sentence for the user: who deleted it and why.
   * @param by the id of the signal's entry, where a signal deletes it.
   */
  trash(passkey: StoredPasskey, because: string, by?: string): void {
    const key = recordKey(passkey.credentialId)
    this.#kept.set(key, null)
    this.#trashed.set(key, this.#trash.entry(withFields(passkey, {}), because, by))
    if (passkey.discoverable) this.#accounts.set(accountKey(passkey), null)
  }

  /**
   * Brings a passkey back from the trash, as it was.
   *
   * @throws when its account has another passkey: a relying party knows an account by one discoverable passkey.
   */
  restore({ passkey }: TrashedPasskey): void {
    const other = passkey.discoverable ? this.findDiscoverable(passkey) : undefined
    if (other) throw new Error(whyNotRestored(passkey, other))
    this.put(withFields(passkey, {}))
    this.#trashed.set(recordKey(passkey.credentialId), null)
  }

  operations(): Operation[] {
    const operations: Operation[] = []
    for (const [key, stored] of this.#kept) {
      if (stored) operations.push(['put', PASSKEYS, key, stored])
      else if (this.#index.find(key)) operations.push(['delete', PASSKEYS, key])
    }
    const trashed = [...this.#trashed]
    for (const [key, entry] of trashed) {
      if (entry) operations.push(['put', TRASH, key, entry])
      else if (this.#trash.find(key)) operations.push(['delete', TRASH, key])
    }
    if (trashed.some(([, entry]) => entry)) operations.push(...this.#trash.toBegin())
    return operations
  }
}

function whyNotRestored({ order, userName, rpId }: StoredPasskey, other: StoredPasskey): string {
  const which = other.order > order ? 'a newer' : 'an older'
  return `There is ${which} passkey for ${userName} at ${rpId}. Delete that one first to bring this one back.`
}
