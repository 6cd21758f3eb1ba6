/** Passkeys by id, by relying party and by account, so that no search walks over all of them. */
import type { Passkey } from '../webauthn/authenticator/ports'
import { recordKey, toPasskey, type StoredPasskey } from './stored-passkey'

type Account = Pick<Passkey, 'rpId' | 'userHandle'>

class Entry {
  readonly stored: StoredPasskey
  #passkey: Passkey | undefined

  constructor(stored: StoredPasskey) {
    this.stored = stored
  }

  /** Made on demand: of many passkeys, few are used. */
  get passkey(): Passkey {
    return (this.#passkey ??= toPasskey(this.stored))
  }
}

export class PasskeyIndex {
  readonly #byKey = new Map<string, Entry>()
  /** Oldest first. */
  readonly #byRp = new Map<string, Entry[]>()
  /** The discoverable passkeys of each account: one, but for vaults that an earlier build wrote. */
  readonly #byAccount = new Map<string, readonly StoredPasskey[]>()
  #discoverable = 0

  find(key: string): Entry | undefined {
    return this.#byKey.get(key)
  }

  /** The discoverable passkeys of a relying party and user handle. */
  listDiscoverable(account: Account): readonly StoredPasskey[] {
    return this.#byAccount.get(accountKey(account)) ?? []
  }

  /** How many passkeys are discoverable. */
  get discoverable(): number {
    return this.#discoverable
  }

  /** Newest first. */
  listByRp(rpId: string): readonly Passkey[] {
    return (this.#byRp.get(rpId) ?? []).map(({ passkey }) => passkey).reverse()
  }

  /** Oldest first. */
  list(): readonly Passkey[] {
    return [...this.#byKey.values()]
      .sort((a, b) => a.stored.order - b.stored.order)
      .map(({ passkey }) => passkey)
  }

  keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  set(key: string, stored: StoredPasskey): void {
    const entry = new Entry(stored)
    const earlier = this.#byKey.get(key)
    if (earlier && isSamePlace(earlier.stored, stored)) this.#exchange(earlier, entry)
    else this.#insert(key, entry)
    this.#byKey.set(key, entry)
    this.#joinAccount(stored)
  }

  delete(key: string): void {
    const entry = this.#byKey.get(key)
    if (!entry) return
    const { rpId } = entry.stored
    this.#byKey.delete(key)
    this.#leaveAccount(entry.stored)
    const siblings = this.#siblings(rpId)
    siblings.splice(placeOf(siblings, entry), 1)
    if (siblings.length === 0) this.#byRp.delete(rpId)
  }

  clear(): void {
    this.#byKey.clear()
    this.#byRp.clear()
    this.#byAccount.clear()
    this.#discoverable = 0
  }

  #exchange(earlier: Entry, entry: Entry): void {
    const siblings = this.#siblings(entry.stored.rpId)
    siblings[placeOf(siblings, earlier)] = entry
    this.#leaveAccount(earlier.stored)
  }

  /** If another passkey had the key, it leaves its own place. */
  #insert(key: string, entry: Entry): void {
    this.delete(key)
    const siblings = this.#siblings(entry.stored.rpId)
    siblings.splice(place(siblings, entry.stored.order), 0, entry)
  }

  #joinAccount(stored: StoredPasskey): void {
    if (!stored.discoverable) return
    this.#discoverable++
    const account = accountKey(stored)
    this.#byAccount.set(account, [...(this.#byAccount.get(account) ?? []), stored])
  }

  #leaveAccount(stored: StoredPasskey): void {
    if (!stored.discoverable) return
    this.#discoverable--
    const account = accountKey(stored)
    const others = (this.#byAccount.get(account) ?? []).filter((one) => one !== stored)
    if (others.length > 0) this.#byAccount.set(account, others)
    else this.#byAccount.delete(account)
  }

  #siblings(rpId: string): Entry[] {
    let siblings = this.#byRp.get(rpId)
    if (!siblings) this.#byRp.set(rpId, (siblings = []))
    return siblings
  }
}

function isSamePlace(a: StoredPasskey, b: StoredPasskey): boolean {
  return a.order === b.order && a.rpId === b.rpId
}

/** Where the passkey with this order stands, or would stand. */
function place(entries: readonly Entry[], order: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entries[middle]?.stored.order ?? 0) < order) low = middle + 1
    else high = middle
  }
  return low
}

/** The place of this very entry, even where another entry has the same order. */
function placeOf(entries: readonly Entry[], entry: Entry): number {
  const at = place(entries, entry.stored.order)
  return entries[at] === entry ? at : entries.indexOf(entry)
}

/** A key that identifies a relying party and user handle. */
export function accountKey({ rpId, userHandle }: Account): string {
  return `${rpId}\0${recordKey(userHandle)}`
}
