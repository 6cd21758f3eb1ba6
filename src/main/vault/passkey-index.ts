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

  /** Made when it is asked for: few are, of many. */
  get passkey(): Passkey {
    return (this.#passkey ??= toPasskey(this.stored))
  }
}

export class PasskeyIndex {
  readonly #byKey = new Map<string, Entry>()
  /** Oldest first. */
  readonly #byRp = new Map<string, Entry[]>()
  /** The discoverable passkey of each account. */
  readonly #byAccount = new Map<string, StoredPasskey>()

  find(key: string): Entry | undefined {
    return this.#byKey.get(key)
  }

  /** The discoverable passkey of a relying party and user handle. */
  findDiscoverable(passkey: Account): StoredPasskey | undefined {
    return this.#byAccount.get(accountKey(passkey))
  }

  /** How many passkeys are discoverable. */
  get discoverable(): number {
    return this.#byAccount.size
  }

  /** Newest first. */
  listByRp(rpId: string): readonly Passkey[] {
    return (this.#byRp.get(rpId) ?? []).map(({ passkey }) => passkey).reverse()
  }

  list(): readonly Passkey[] {
    return Array.from(this.#byKey.values(), ({ passkey }) => passkey)
  }

  set(key: string, stored: StoredPasskey): void {
    const entry = new Entry(stored)
    const isNew = !this.#byKey.has(key)
    this.#byKey.set(key, entry)
    if (stored.discoverable) this.#byAccount.set(accountKey(stored), stored)
    const siblings = this.#siblings(stored.rpId)
    siblings.splice(place(siblings, stored.order), isNew ? 0 : 1, entry)
  }

  delete(key: string): void {
    const stored = this.#byKey.get(key)?.stored
    if (!stored) return
    this.#byKey.delete(key)
    const account = accountKey(stored)
    if (this.#byAccount.get(account)?.order === stored.order) this.#byAccount.delete(account)
    const siblings = this.#siblings(stored.rpId)
    siblings.splice(place(siblings, stored.order), 1)
    if (siblings.length === 0) this.#byRp.delete(stored.rpId)
  }

  clear(): void {
    this.#byKey.clear()
    this.#byRp.clear()
    this.#byAccount.clear()
  }

  #siblings(rpId: string): Entry[] {
    let siblings = this.#byRp.get(rpId)
    if (!siblings) this.#byRp.set(rpId, (siblings = []))
    return siblings
  }
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

/** One for each relying party and user handle. */
export function accountKey({ rpId, userHandle }: Account): string {
  return `${rpId}\0${recordKey(userHandle)}`
}
