/** The passkeys of the open vault. */
import type { Names } from '../../shared/passkey'
import type { SignalStore, StoreChange, TrashedBySignal, UndoNote } from '../signals/ports'
import {
  FOLLOWS_SITE,
  type ExtensionSecrets,
  type Passkey,
  type PasskeyStore,
} from '../webauthn/authenticator/ports'
import { Listeners } from './listeners'
import type { Operation } from './operation'
import { PasskeyIndex } from './passkey-index'
import type { Randomness, VaultClock } from './ports'
import {
  openExtensions,
  openPrivateKey,
  PASSKEYS,
  recordKey,
  sealExtensions,
  sealPrivateKey,
  toPasskey,
  TRASH,
  type PasskeyFields,
  type StoredPasskey,
  type TrashedPasskey,
} from './stored-passkey'
import type { OpenContents, VaultAccess } from './vault-access'

/** Reads throw a `VaultLockedError` while no vault is open, and changes reject with one. */
export class Passkeys implements PasskeyStore, SignalStore {
  readonly #access: VaultAccess
  readonly #clock: VaultClock
  readonly #random: Randomness
  readonly #index = new PasskeyIndex()
  readonly #changed = new Listeners()
  #nextOrder = 1

  constructor(access: VaultAccess, clock: VaultClock, random: Randomness) {
    this.#access = access
    this.#clock = clock
    this.#random = random
    access.onChange((contents) => {
      this.#index.clear()
      if (contents) this.#load(contents)
      this.#changed.call()
    })
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#open.find(recordKey(credentialId))?.passkey
  }

  /** Whether it is kept, in an open vault. Never throws. */
  has(credentialId: Uint8Array): boolean {
    return this.#index.find(recordKey(credentialId)) !== undefined
  }

  listByRp(rpId: string): readonly Passkey[] {
    return this.#open.listByRp(rpId)
  }

  /** All but those in the trash, in no particular order. */
  list(): readonly Passkey[] {
    return this.#open.list()
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return openPrivateKey(this.#access.contents.keys, this.#require(credentialId))
  }

  extensionSecrets(credentialId: Uint8Array): ExtensionSecrets {
    return openExtensions(this.#access.contents.keys, this.#require(credentialId))
  }

  async add(
    passkey: Passkey,
    privateKey: Uint8Array,
    room: number | null = null,
    secrets: ExtensionSecrets = {},
  ): Promise<boolean> {
    let fits = true
    await this.#write(({ keys }) => {
      const { credentialId } = passkey
      if (this.find(credentialId)) throw new Error('There is a passkey with this id already.')
      const replaced = passkey.discoverable ? this.#index.findDiscoverable(passkey) : undefined
      const more = passkey.discoverable && !replaced
      fits = !more || room === null || this.#index.discoverable < room
      if (!fits) return []
      const stored: StoredPasskey = {
        ...passkey,
        order: this.#nextOrder++,
        sealedKey: sealPrivateKey(keys, credentialId, privateKey, this.#random),
        ...(Object.keys(secrets).length > 0 && {
          sealedExtensions: sealExtensions(keys, credentialId, secrets, this.#random),
        }),
      }
      return [
        ...(replaced
          ? this.#toTrash(replaced, 'A newer passkey of this account replaced it.')
          : []),
        ['put', PASSKEYS, recordKey(credentialId), stored],
      ]
    })
    return fits
  }

  async recordUse(credentialId: Uint8Array, at: number): Promise<number | null> {
    if (this.#require(credentialId).signCount !== null) return this.#count(credentialId, at)
    this.#access.contents.records.soon(() =>
      this.has(credentialId) ? [this.#change(credentialId, { lastUsedAt: at })] : [],
    )
    return null
  }

  /** Adds one to what the counter is when the turn to write comes. It has 32 bits, and wraps as such do. */
  async #count(credentialId: Uint8Array, at: number): Promise<number> {
    let signCount = 0
    await this.#write(() => {
      signCount = ((this.#require(credentialId).signCount ?? 0) + 1) >>> 0
      return [this.#change(credentialId, { signCount, lastUsedAt: at })]
    })
    return signCount
  }

  writeLargeBlob(credentialId: Uint8Array, largeBlob: Uint8Array): Promise<void> {
    return this.#write(({ keys }) => {
      const stored = this.#require(credentialId)
      const secrets = { ...openExtensions(keys, stored), largeBlob }
      const sealedExtensions = sealExtensions(keys, credentialId, secrets, this.#random)
      const extensions = { ...toPasskey(stored).extensions, largeBlobBytes: largeBlob.length }
      return [this.#change(credentialId, { extensions, sealedExtensions })]
    })
  }

  /** What signals decided, in one write. A passkey that has gone to the trash since is passed over. */
  apply(changes: readonly StoreChange[]): Promise<void> {
    return this.#write(() => {
      const changed = new Map<string, Operation>()
      for (const change of changes) {
        if (!('set' in change)) continue
        const key = recordKey(change.passkeyId)
        const [, , , earlier = this.#index.find(key)?.stored] = changed.get(key) ?? []
        if (earlier) changed.set(key, ['put', PASSKEYS, key, { ...earlier, ...change.set }])
      }
      return [...changed.values()]
    })
  }

  findTrashed(_credentialId: Uint8Array): TrashedBySignal | undefined {
    return undefined
  }

  undoNote(_entryId: string): UndoNote | undefined {
    return undefined
  }

  /** Gives it the names that the user chose, and marks them as the user's own. */
  rename(credentialId: Uint8Array, { userName, userDisplayName }: Names): Promise<void> {
    return this.#write(() => {
      const { userName: site, userDisplayName: siteDisplayName } = this.#require(credentialId)
      const edited = { userName: site, userDisplayName: siteDisplayName }
      return [this.#change(credentialId, { userName, userDisplayName, edited })]
    })
  }

  followSite(credentialId: Uint8Array): Promise<void> {
    return this.#write(() => [this.#change(credentialId, { edited: FOLLOWS_SITE })])
  }

  hide(credentialId: Uint8Array, because: string): Promise<void> {
    const hidden = { at: this.#clock.now(), because }
    return this.#write(() => [this.#change(credentialId, { hidden })])
  }

  listTrash(): readonly (TrashedPasskey & { readonly passkey: Passkey; keptForMs: number })[] {
    return []
  }

  async deleteForever(_credentialIds: readonly Uint8Array[]): Promise<void> {}

  /** Offers a hidden passkey to pages again. */
  show(credentialId: Uint8Array): Promise<void> {
    return this.#write(() => [this.#change(credentialId, { hidden: null })])
  }

  /** @param because one sentence for the user: who deleted it and why. */
  trash(credentialId: Uint8Array, because: string): Promise<void> {
    return this.#write(() => this.#toTrash(this.#require(credentialId), because))
  }

  /**
   * Brings a passkey back from the trash.
   *
   * @throws when it is not there, or when its account has a newer passkey: a relying party knows an account by
   *   one discoverable passkey, so the newer one would have to go first.
   */
  restore(credentialId: Uint8Array): Promise<void> {
    return this.#write(({ records }) => {
      const key = recordKey(credentialId)
      const trashed = records.get(TRASH, key) as TrashedPasskey | undefined
      if (!trashed) throw new Error('This passkey is not in the trash any more.')
      const { passkey } = trashed
      if (passkey.discoverable && this.#index.findDiscoverable(passkey))
        throw new Error(
          `There is a newer passkey for ${passkey.userName} at ${passkey.rpId}. Delete that one first to bring this one back.`,
        )
      return [
        ['delete', TRASH, key],
        ['put', PASSKEYS, key, passkey],
      ]
    })
  }

  get #open(): PasskeyIndex {
    this.#access.requireOpen()
    return this.#index
  }

  #require(credentialId: Uint8Array): StoredPasskey {
    const entry = this.#open.find(recordKey(credentialId))
    if (!entry) throw new Error('There is no such passkey.')
    return entry.stored
  }

  #change(credentialId: Uint8Array, fields: PasskeyFields): Operation {
    const stored: StoredPasskey = { ...this.#require(credentialId), ...fields }
    return ['put', PASSKEYS, recordKey(credentialId), stored]
  }

  #toTrash(passkey: StoredPasskey, because: string): Operation[] {
    const key = recordKey(passkey.credentialId)
    const trashed: TrashedPasskey = { passkey, at: this.#clock.now(), because }
    return [
      ['delete', PASSKEYS, key],
      ['put', TRASH, key, trashed],
    ]
  }

  async #write(build: (contents: OpenContents) => readonly Operation[]): Promise<void> {
    const { contents } = this.#access
    await contents.records.write(() => build(contents))
  }

  #load({ records }: OpenContents): void {
    let newest = 0
    for (const [key, value] of records.entries(PASSKEYS)) {
      const stored = value as StoredPasskey
      this.#index.set(key, stored)
      newest = Math.max(newest, stored.order)
    }
    // The trash is never emptied by the date: a clock that jumps would empty it for good.
    for (const [, value] of records.entries(TRASH))
      newest = Math.max(newest, (value as TrashedPasskey).passkey.order)
    this.#nextOrder = newest + 1
    records.onApplied((batch) => this.#follow(batch))
  }

  #follow(batch: readonly Operation[]): void {
    const ours = batch.filter(([, collection]) => collection === PASSKEYS || collection === TRASH)
    if (ours.length === 0) return
    for (const [what, collection, key, value] of ours) {
      if (collection !== PASSKEYS) continue
      if (what === 'put') this.#index.set(key, value as StoredPasskey)
      else this.#index.delete(key)
    }
    this.#changed.call()
  }
}
