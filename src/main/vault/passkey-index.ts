/** Passkeys by id, by relying party and by account, so that no search walks over all of them. */
import type { Passkey } from '../webauthn/authenticator/ports'
import { encodedNames } from './cbor-parts'
import { EncodedPasskey, type PasskeyPlace } from './encoded-passkey'
import type { FieldValues, KeptValue } from './kept-value'
import { recordKey, toPasskey, type StoredPasskey } from './stored-passkey'
import { Slices, type Steps } from '../platform/slices'

type Account = Pick<Passkey, 'rpId' | 'userHandle'>

const PLACE = encodedNames('rpId', 'discoverable', 'order')
const USER_HANDLE = encodedNames('userHandle')

class Entry {
  readonly order: number
  readonly rpId: string
  readonly discoverable: boolean
  #kept: KeptValue
  #passkey: Passkey | undefined
  /** Fields that changed since the passkey was decoded. */
  #newer: FieldValues | undefined

  constructor(kept: KeptValue) {
    const { rpId, discoverable, order } =
      kept instanceof EncodedPasskey ? kept : (kept.fields(PLACE) as PasskeyPlace)
    this.#kept = kept
    this.order = order
    this.rpId = rpId
    this.discoverable = discoverable
  }

  /** Identifies the user among the passkeys of the same relying party. */
  get account(): string {
    return recordKey(this.#kept.fields(USER_HANDLE).userHandle as Uint8Array)
  }

  get stored(): StoredPasskey {
    return this.#kept.value as StoredPasskey
  }

  /** Decoded on demand, because few of many passkeys are used. */
  get passkey(): Passkey {
    return this.decode()
  }

  decode(): Passkey {
    if (!this.#passkey) this.#passkey = toPasskey(this.#kept.glance() as StoredPasskey)
    else if (this.#newer) this.#passkey = { ...this.#passkey, ...this.#newer }
    this.#newer = undefined
    return this.#passkey
  }

  /**
   * Stores the changes only. The passkey is updated on demand, because thousands of passkeys may change at once.
   *
   * @param fields the changed fields. They do not affect the passkey's place.
   */
  change(kept: KeptValue, fields: FieldValues): void {
    this.#kept = kept
    if (this.#passkey) this.#newer = this.#newer ? { ...this.#newer, ...fields } : fields
  }

  /** The passkey, without keeping it decoded, for a pass over all of them. */
  glance(): Passkey {
    return this.#passkey ? this.decode() : toPasskey(this.#kept.glance() as StoredPasskey)
  }
}

/** A part of a long list of passkeys. */
export interface PartOfPasskeys {
  readonly passkeys: readonly Passkey[]
  /** The argument for the next part; null after the last part. */
  readonly next: number | null
}

/** The passkeys of one relying party. */
interface Siblings {
  /** Oldest first. */
  readonly entries: Entry[]
  /**
   * The discoverable passkeys of each account: one per account, except in vaults of an earlier build. Made on demand, because
   * making it takes a tenth of the time of opening a vault.
   */
  byAccount?: Map<string, readonly Entry[]>
}

export class PasskeyIndex {
  readonly #byKey = new Map<string, Entry>()
  readonly #byRp = new Map<string, Siblings>()
  #discoverable = 0
  /** All entries, oldest first. Kept until they change. */
  #inOrder: readonly Entry[] | undefined

  find(key: string): Entry | undefined {
    return this.#byKey.get(key)
  }

  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  /** The discoverable passkeys of a relying party and user handle. */
  listDiscoverable({ rpId, userHandle }: Account): readonly StoredPasskey[] {
    const siblings = this.#byRp.get(rpId)
    if (!siblings) return []
    siblings.byAccount ??= groupByAccount(siblings.entries)
    return (siblings.byAccount.get(recordKey(userHandle)) ?? []).map(({ stored }) => stored)
  }

  /** The number of discoverable passkeys. */
  get discoverable(): number {
    return this.#discoverable
  }

  /** The newest passkeys, newest first. Decodes only these. */
  listByRp(rpId: string, most = Infinity): readonly Passkey[] {
    const entries = this.#byRp.get(rpId)?.entries ?? []
    return entries
      .slice(Math.max(entries.length - most, 0))
      .map(({ passkey }) => passkey)
      .reverse()
  }

  /** Decodes the passkeys of a relying party, in slices. */
  prepare(rpId: string): Promise<void> {
    return new Slices().run(decodeAll([...(this.#byRp.get(rpId)?.entries ?? [])]))
  }

  /** Oldest first. */
  list(): readonly Passkey[] {
    return this.#sorted().map((entry) => entry.glance())
  }

  /**
   * A part of the list.
   *
   * @param order the part begins after the passkey with this order; 0 begins with the first passkey.
   */
  listAfter(order: number, count: number): PartOfPasskeys {
    const sorted = this.#sorted()
    const from = place(sorted, order + 1)
    const part = sorted.slice(from, from + count)
    const isLast = from + count >= sorted.length
    return {
      passkeys: part.map((entry) => entry.glance()),
      next: isLast ? null : (part.at(-1)?.order ?? null),
    }
  }

  #sorted(): readonly Entry[] {
    return (this.#inOrder ??= [...this.#byKey.values()].sort((a, b) => a.order - b.order))
  }

  keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  set(key: string, kept: KeptValue): Entry {
    const entry = new Entry(kept)
    this.#inOrder = undefined
    const earlier = this.#byKey.get(key)
    if (earlier && isSamePlace(earlier, entry)) this.#exchange(earlier, entry)
    else {
      // Another passkey had the key, so it leaves its place.
      if (earlier) this.delete(key)
      this.#insert(entry)
    }
    this.#byKey.set(key, entry)
    this.#joinAccount(entry)
    return entry
  }

  /**
   * Changes fields of a passkey.
   *
   * @param fields the changed fields. They do not affect the passkey's place.
   */
  change(key: string, kept: KeptValue, fields: FieldValues): void {
    this.#byKey.get(key)?.change(kept, fields)
  }

  delete(key: string): void {
    const entry = this.#byKey.get(key)
    if (!entry) return
    const { rpId } = entry
    this.#inOrder = undefined
    this.#byKey.delete(key)
    this.#leaveAccount(entry)
    const { entries } = this.#siblings(rpId)
    entries.splice(placeOf(entries, entry), 1)
    if (entries.length === 0) this.#byRp.delete(rpId)
  }

  clear(): void {
    this.#inOrder = undefined
    this.#byKey.clear()
    this.#byRp.clear()
    this.#discoverable = 0
  }

  #exchange(earlier: Entry, entry: Entry): void {
    const { entries } = this.#siblings(entry.rpId)
    entries[placeOf(entries, earlier)] = entry
    this.#leaveAccount(earlier)
  }

  #insert(entry: Entry): void {
    const { entries } = this.#siblings(entry.rpId)
    entries.splice(place(entries, entry.order), 0, entry)
  }

  #joinAccount(entry: Entry): void {
    if (!entry.discoverable) return
    this.#discoverable++
    const { byAccount } = this.#siblings(entry.rpId)
    if (byAccount) addTo(byAccount, entry)
  }

  #leaveAccount(entry: Entry): void {
    if (!entry.discoverable) return
    this.#discoverable--
    const { byAccount } = this.#siblings(entry.rpId)
    if (!byAccount) return
    const { account } = entry
    const others = (byAccount.get(account) ?? []).filter((one) => one !== entry)
    if (others.length > 0) byAccount.set(account, others)
    else byAccount.delete(account)
  }

  #siblings(rpId: string): Siblings {
    let siblings = this.#byRp.get(rpId)
    if (!siblings) this.#byRp.set(rpId, (siblings = { entries: [] }))
    return siblings
  }
}

function* decodeAll(entries: readonly Entry[]): Steps<void> {
  for (const entry of entries) {
    entry.decode()
    yield
  }
}

function groupByAccount(entries: readonly Entry[]): Map<string, readonly Entry[]> {
  const byAccount = new Map<string, readonly Entry[]>()
  for (const entry of entries) if (entry.discoverable) addTo(byAccount, entry)
  return byAccount
}

function addTo(byAccount: Map<string, readonly Entry[]>, entry: Entry): void {
  const { account } = entry
  byAccount.set(account, [...(byAccount.get(account) ?? []), entry])
}

function isSamePlace(a: Entry, b: Entry): boolean {
  return a.order === b.order && a.rpId === b.rpId
}

/** The index of the passkey with this order, or the index where it belongs. */
function place(entries: readonly Entry[], order: number): number {
  // Usually the passkey is newer than all others.
  if ((entries.at(-1)?.order ?? 0) < order) return entries.length
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entries[middle]?.order ?? 0) < order) low = middle + 1
    else high = middle
  }
  return low
}

/** The index of exactly this entry, even if another entry has the same order. */
function placeOf(entries: readonly Entry[], entry: Entry): number {
  const at = place(entries, entry.order)
  return entries[at] === entry ? at : entries.indexOf(entry)
}

/** A key that identifies a relying party and user handle. */
export function accountKey({ rpId, userHandle }: Account): string {
  return `${rpId}\0${recordKey(userHandle)}`
}
