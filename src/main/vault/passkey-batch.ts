/**
 * Changes of the passkeys and the trash that are written together. Each change builds on the result of the one before. Every
 * passkey that is kept, moved or restored passes through here, so this class holds the vault's invariants: an id is unique over
 * the kept passkeys and the trash, and an account has one discoverable passkey.
 */
import type { Passkey } from '../webauthn/authenticator/ports'
import { PasskeyNotAddedError } from './errors'
import type { Operation } from './operation'
import { accountKey, type PasskeyIndex } from './passkey-index'
import {
  PASSKEYS,
  recordKey,
  TRASH,
  withFields,
  type StoredPasskey,
  type TrashRecord,
} from './stored-passkey'
import type { Trash } from './trash'

type Account = Pick<Passkey, 'rpId' | 'userHandle'>

export class PasskeyBatch {
  readonly #index: PasskeyIndex
  readonly #trash: Trash
  /** The new state of the kept passkeys that change; null when a passkey is no longer kept. */
  readonly #kept = new Map<string, StoredPasskey | null>()
  /** The new state of the trashed passkeys that change; null when a passkey is no longer in the trash. */
  readonly #trashed = new Map<string, TrashRecord | null>()
  /** The discoverable passkeys of each account that changes, by record key. */
  readonly #accounts = new Map<string, Map<string, StoredPasskey>>()
  /** The record keys of the passkeys that the batch adds. */
  readonly #added = new Set<string>()

  constructor(index: PasskeyIndex, trash: Trash) {
    this.#index = index
    this.#trash = trash
  }

  find(key: string): StoredPasskey | undefined {
    const changed = this.#kept.get(key)
    return changed === undefined ? this.#index.find(key)?.stored : (changed ?? undefined)
  }

  findTrashed(key: string): TrashRecord | undefined {
    const changed = this.#trashed.get(key)
    return changed === undefined ? this.#trash.find(key) : (changed ?? undefined)
  }

  /** The discoverable passkeys of a relying party and user handle. */
  listDiscoverable(account: Account): readonly StoredPasskey[] {
    return [...this.#discoverableOf(account).values()]
  }

  /**
   * Keeps a new passkey. Moves an older discoverable passkey of the account to the trash.
   *
   * @param index the passkey's index in the list that is kept together.
   * @throws {PasskeyNotAddedError}
   */
  add(stored: StoredPasskey, index: number): void {
    const key = recordKey(stored.credentialId)
    const theirs = stored.discoverable ? this.#discoverableOf(stored) : undefined
    const why = this.#whyNotAdded(key, theirs)
    if (why !== undefined) throw new PasskeyNotAddedError(why, index)
    for (const replaced of [...(theirs?.values() ?? [])])
      this.trash(replaced, 'A newer passkey of this account replaced it.')
    this.#added.add(key)
    this.#kept.set(key, stored)
    theirs?.set(key, stored)
  }

  /** Replaces the fields of a kept passkey. */
  change(stored: StoredPasskey): void {
    this.#keep(stored)
  }

  /**
   * Moves a kept passkey to the trash.
   *
   * @param because one sentence for the user: who deleted the passkey and why.
   * @param by the id of the signal's entry, when a signal deletes the passkey.
   * @throws when the trash has another passkey with that id, as in a vault of an earlier build. The passkey in the trash must
   *   not be overwritten.
   */
  trash(passkey: StoredPasskey, because: string, by?: string): void {
    const key = recordKey(passkey.credentialId)
    if (this.findTrashed(key))
      throw new Error(
        'The trash already holds another passkey with this id. First delete the passkey in the trash permanently.',
      )
    this.#kept.set(key, null)
    this.#trashed.set(key, this.#trash.entry(withFields(passkey, {}), because, by))
    if (passkey.discoverable) this.#discoverableOf(passkey).delete(key)
  }

  /**
   * Restores the passkey with this key from the trash.
   *
   * @param check throws when the passkey may not be restored.
   */
  restoreByKey(key: string, check?: (trashed: TrashRecord) => void): void {
    const trashed = this.findTrashed(key)
    if (!trashed) throw new Error('This passkey is no longer in the trash.')
    check?.(trashed)
    this.restore(trashed)
  }

  /**
   * Restores a passkey from the trash unchanged.
   *
   * @throws when a passkey with its id is kept, or its account has another discoverable passkey.
   */
  restore({ passkey }: TrashRecord): void {
    const key = recordKey(passkey.credentialId)
    if (this.find(key))
      throw new Error(
        'A passkey with this id already exists. To restore the passkey from the trash, first delete the existing passkey.',
      )
    const [other] = passkey.discoverable ? this.listDiscoverable(passkey) : []
    if (other) throw new Error(whyNotRestored(passkey, other))
    this.#keep(withFields(passkey, {}))
    this.#trashed.set(key, null)
  }

  /** Deletes a trashed passkey permanently. */
  deleteForever(key: string): void {
    if (this.findTrashed(key)) this.#trashed.set(key, null)
  }

  /** Deletes every kept and every trashed passkey permanently. */
  deleteEverything(): void {
    for (const key of this.#index.keys()) this.#kept.set(key, null)
    for (const key of this.#trash.keys()) this.#trashed.set(key, null)
    this.#accounts.clear()
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

  /** @param theirs the account's discoverable passkeys; undefined when the new passkey is not discoverable. */
  #whyNotAdded(
    key: string,
    theirs: ReadonlyMap<string, StoredPasskey> | undefined,
  ): string | undefined {
    if (this.find(key)) return 'a passkey with this id already exists'
    if (this.findTrashed(key)) return 'the trash holds a passkey with this id'
    return [...(theirs?.keys() ?? [])].some((twin) => this.#added.has(twin))
      ? 'the list has another discoverable passkey of this account'
      : undefined
  }

  #keep(stored: StoredPasskey): void {
    const key = recordKey(stored.credentialId)
    this.#kept.set(key, stored)
    if (stored.discoverable) this.#discoverableOf(stored).set(key, stored)
  }

  #discoverableOf(account: Account): Map<string, StoredPasskey> {
    const key = accountKey(account)
    let theirs = this.#accounts.get(key)
    if (!theirs) {
      const before = this.#index.listDiscoverable(account)
      const entries = before.map((stored) => [recordKey(stored.credentialId), stored] as const)
      theirs = new Map(entries.filter(([id]) => this.find(id)))
      this.#accounts.set(key, theirs)
    }
    return theirs
  }
}

function whyNotRestored({ order, userName, rpId }: StoredPasskey, other: StoredPasskey): string {
  const which = other.order > order ? 'a newer' : 'an older'
  return `There is ${which} passkey for ${userName} at ${rpId}. To restore this passkey, first delete the other passkey.`
}
