/** The passkeys of the open vault. */
import type { Hidden, LeftByUser, Names } from '../../shared/passkey'
import type { SignalStore, SignalWrite, TrashedBySignal, UndoNote } from '../signals/ports'
import type { ExtensionSecrets, Passkey, PasskeyStore } from '../webauthn/authenticator/ports'
import { takeCarried, type CarriedChange } from './carried-changes'
import { followChanges } from './follow-changes'
import { Listeners } from './listeners'
import { loadPasskeys } from './load-passkeys'
import { sealed, type NewPasskey } from './new-passkey'
import type { Change, Operation } from './operation'
import { PasskeyBatch } from './passkey-batch'
import { PasskeyIndex, type PartOfPasskeys } from './passkey-index'
import { PasskeyOrder } from './passkey-order'
import { passkeysDelta, type PasskeysDelta } from './passkeys-delta'
import { highestSignCount, oneMore } from './sign-counts'
import { writeSignal } from './signal-changes'
import {
  withExtensions,
  openPrivateKey,
  PASSKEYS,
  recordKey,
  sealExtensions,
  toPasskey,
  withFields,
  type PasskeyFields,
  type PasskeyProperties,
  type StoredPasskey,
} from './stored-passkey'
import { Trash, type TrashedPasskey } from './trash'
import { UndoNotes } from './undo-notes'
import { followingSite, hiddenByUser, renamed, shownByUser } from './user-edits'
import { hiddenBack, renamedBack, requireDeletedByUser, shownBack } from './user-undo'
import type { OpenContents, VaultAccess } from './vault-access'
import { writeEdits, type Edit, type Edited } from './write-edits'
import type { Clock, Randomness } from '../platform/ports'
import type { Steps } from '../platform/slices'

/** Reads throw a `VaultLockedError` while no vault is open, and changes reject with one. */
export class Passkeys implements PasskeyStore, SignalStore {
  readonly #access: VaultAccess
  readonly #clock: Clock
  readonly #random: Randomness
  readonly #index = new PasskeyIndex()
  readonly #trash: Trash
  readonly #undoNotes: UndoNotes
  readonly #changed = new Listeners<[PasskeysDelta | null]>()
  readonly #order: PasskeyOrder

  constructor(
    access: VaultAccess,
    clock: Clock,
    random: Randomness,
    order: PasskeyOrder = new PasskeyOrder(),
  ) {
    this.#order = order
    this.#access = access
    this.#clock = clock
    this.#random = random
    this.#undoNotes = new UndoNotes(access)
    access.onOpening((contents) => loadPasskeys(contents, this.#index, order))
    access.onChange((contents) => {
      if (contents) contents.records.onApplied((batch) => this.#follow(batch, contents))
      else this.#index.clear()
      this.#changed.call(null)
    })
    // After the index, so that listeners of the trash find the index updated.
    this.#trash = new Trash(access, clock)
  }

  /**
   * Calls back after every change. Returns the function that stops listening.
   *
   * @param listener called with the changes, or with null when too many passkeys changed to list them.
   */
  onChange(listener: (delta: PasskeysDelta | null) => void): () => void {
    return this.#changed.add(listener)
  }

  /** Calls back after every change of the trash. Returns the function that stops listening. */
  onTrashChange(listener: () => void): () => void {
    return this.#trash.onChange(listener)
  }

  readonly isOpen = (): boolean => this.#access.isOpen

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#open.find(recordKey(credentialId))?.passkey
  }

  /** Whether an open vault keeps the passkey. Never throws. */
  has(credentialId: Uint8Array): boolean {
    return this.#index.has(recordKey(credentialId))
  }

  /** Higher for a passkey that was made later; undefined for a passkey that is not kept. */
  orderOf(credentialId: Uint8Array): number | undefined {
    return this.#index.find(recordKey(credentialId))?.stored.order
  }

  /** @param most the maximum number of passkeys, the newest first; all by default. */
  listByRp(rpId: string, most?: number): readonly Passkey[] {
    return this.#open.listByRp(rpId, most)
  }

  prepare(rpId: string): Promise<void> {
    return this.#open.prepare(rpId)
  }

  /** All passkeys that are not in the trash, oldest first. */
  list(): readonly Passkey[] {
    return this.#open.list()
  }

  /**
   * A part of {@link list}. Listeners of {@link onChange} learn of changes between two parts.
   *
   * @param from `next` of the previous part; 0 begins with the first passkey.
   * @param count the maximum number.
   */
  listPart(from: number, count: number): PartOfPasskeys {
    return this.#open.listAfter(from, count)
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return openPrivateKey(this.#access.contents.keys, this.#require(credentialId))
  }

  withExtensionSecrets<T>(credentialId: Uint8Array, use: (secrets: ExtensionSecrets) => T): T {
    return withExtensions(this.#access.contents.keys, this.#require(credentialId), use)
  }

  async add(
    passkey: Passkey,
    privateKey: Uint8Array,
    room: number | null = null,
    secrets: ExtensionSecrets = {},
  ): Promise<boolean> {
    let fits = true
    await this.#write((contents) => {
      const batch = this.#batch()
      fits =
        room === null ||
        !passkey.discoverable ||
        this.#index.discoverable < room ||
        batch.listDiscoverable(passkey).length > 0
      if (!fits) return []
      this.#addTo(batch, [{ passkey, privateKey, secrets }], contents)
      return batch.operations()
    })
    return fits
  }

  /**
   * Keeps new passkeys, all in one write. If an account gets another discoverable passkey, the older one goes to the trash.
   *
   * @param trashed what to do with a trashed passkey that has the id of a new one. By default the new passkey is refused.
   * @throws {PasskeyNotAddedError} when a passkey cannot be kept. Nothing has changed.
   */
  addAll(
    passkeys: readonly NewPasskey[],
    trashed: 'stays' | 'is deleted for good' = 'stays',
  ): Promise<void> {
    return this.#write((contents) => {
      const batch = this.#batch()
      if (trashed === 'is deleted for good')
        for (const { passkey } of passkeys) batch.deleteForever(recordKey(passkey.credentialId))
      this.#addTo(batch, passkeys, contents)
      return batch.operations()
    })
  }

  /**
   * Replaces every kept and every trashed passkey, in one write. Earlier signals can no longer be undone.
   *
   * @param passkeys oldest first.
   * @throws {PasskeyNotAddedError} when two of the passkeys cannot be kept together. Nothing has changed.
   */
  replaceAll(passkeys: readonly NewPasskey[]): Promise<void> {
    return this.#write((contents) => {
      const batch = this.#batch()
      batch.deleteEverything()
      this.#addTo(batch, passkeys, contents)
      return [...batch.operations(), ...this.#undoNotes.toForgetAll()]
    })
  }

  /**
   * Applies changes of another vault of the same account, in one write.
   *
   * @param decide called in the write's turn. Its `taken` is called once the changes can no longer be refused.
   * @throws when a change is not possible. Nothing has changed.
   */
  takeOver(
    decide: () => { readonly changes: readonly CarriedChange[]; readonly taken: () => void },
  ): Promise<void> {
    return this.#write(({ keys }) => {
      const batch = this.#batch()
      const { changes, taken } = decide()
      takeCarried(changes, batch, { keys, random: this.#random })
      taken()
      return batch.operations()
    })
  }

  async recordUse(credentialId: Uint8Array, at: number, next = oneMore): Promise<number | null> {
    let signCount = next(this.#require(credentialId).signCount)
    if (signCount === null)
      this.#access.contents.records.soon(() =>
        this.has(credentialId) ? [this.#change(credentialId, { lastUsedAt: at })] : [],
      )
    else
      await this.#write(() => {
        // Counts in the write's turn, so that each of several signatures gets its own number.
        signCount = next(this.#require(credentialId).signCount)
        return [this.#change(credentialId, { signCount, lastUsedAt: at })]
      })
    return signCount
  }

  highestSignCount(): number {
    return highestSignCount(this.list())
  }

  writeLargeBlob(credentialId: Uint8Array, largeBlob: Uint8Array): Promise<void> {
    return this.#write(({ keys }) => {
      const stored = this.#require(credentialId)
      const sealedExtensions = withExtensions(keys, stored, (secrets) =>
        sealExtensions(keys, credentialId, { ...secrets, largeBlob }, this.#random),
      )
      const extensions = { ...toPasskey(stored).extensions, largeBlobBytes: largeBlob.length }
      return [this.#change(credentialId, { extensions, sealedExtensions })]
    })
  }

  /** @throws also when the account of a restored passkey has another passkey. Nothing has changed. */
  async change<T extends SignalWrite>(decide: () => Steps<T>): Promise<T> {
    return writeSignal(decide, (build) => this.#write(build), {
      index: this.#index,
      undoNotes: this.#undoNotes,
      newBatch: () => this.#batch(),
    })
  }

  findTrashed(credentialId: Uint8Array): TrashedBySignal | undefined {
    return this.#trash.findWithSignal(credentialId)
  }

  /** Who deleted a trashed passkey and why; undefined when the passkey is not in the trash. */
  whyTrashed(credentialId: Uint8Array): string | undefined {
    return this.#trash.find(recordKey(credentialId))?.because
  }

  isTaken(trashed: Passkey): boolean {
    return trashed.discoverable && this.#open.listDiscoverable(trashed).length > 0
  }

  undoNote(entryId: string): UndoNote | undefined {
    return this.#undoNotes.find(entryId)
  }

  /**
   * Gives the passkey names that the user chose. A name that differs from the site's is marked as the user's own. An omitted
   * name does not change.
   *
   * @param expected the names that an edit left, when this call undoes the edit.
   * @returns what this call changed, as {@link Edited}.
   * @throws {NewerChangeError} when something newer than that edit has set a name.
   */
  rename(credentialId: Uint8Array, names: Partial<Names>, expected?: Names): Promise<Edited> {
    return this.#editAll([credentialId], (passkey) => {
      const at = this.#clock.now()
      return expected
        ? renamedBack(passkey, { names, expected, at }, this.#originOf)
        : renamed(passkey, names, at)
    })
  }

  /** Restores the site's names. From now on, they follow the site again. */
  followSite(credentialId: Uint8Array): Promise<Edited> {
    return this.#editAll([credentialId], (passkey) => followingSite(passkey, this.#clock.now()))
  }

  /**
   * Stops offering the passkey to pages, until the user shows it.
   *
   * @param because one sentence for the user.
   */
  hide(credentialId: Uint8Array, because: string): Promise<Edited> {
    return this.hideAll([credentialId], because)
  }

  /** Like {@link hide}, for several passkeys in one write. */
  hideAll(credentialIds: readonly Uint8Array[], because: string): Promise<Edited> {
    return this.#editAll(credentialIds, (passkey) =>
      hiddenByUser(passkey, { at: this.#clock.now(), because }),
    )
  }

  /**
   * Undoes a showing of passkeys: hides each passkey as it was hidden before, all in one write.
   *
   * @throws {NewerChangeError} when something newer has hidden or shown one of them. Nothing has changed.
   */
  hideAgain(all: readonly (readonly [id: Uint8Array, hidden: Hidden])[]): Promise<Edited> {
    const back = (hidden: Hidden) => (one: Passkey) => hiddenBack(one, hidden, this.#originOf)
    return this.#writeEdits(all.map(([id, hidden]) => [id, back(hidden)]))
  }

  /**
   * Offers a hidden passkey to pages again.
   *
   * @param expected what the user's hiding left, when this call undoes it.
   * @throws {NewerChangeError} when something newer has hidden or shown the passkey.
   */
  show(credentialId: Uint8Array, expected?: LeftByUser): Promise<Edited> {
    return this.showAll([credentialId], expected)
  }

  /** Like {@link show}, for several passkeys in one write. If one is refused, nothing has changed. */
  showAll(credentialIds: readonly Uint8Array[], expected?: LeftByUser): Promise<Edited> {
    return this.#editAll(credentialIds, (passkey) =>
      expected ? shownBack(passkey, this.#originOf) : shownByUser(passkey),
    )
  }

  /** Sets the properties that only a test driver may set. */
  async setProperties(credentialId: Uint8Array, properties: PasskeyProperties): Promise<void> {
    await this.#editAll([credentialId], () => properties)
  }

  /** Newest first. */
  listTrash(): readonly TrashedPasskey[] {
    return this.#trash.list()
  }

  /** Deletes trashed passkeys permanently, all in one write. Ignores ids that are not in the trash. */
  deleteForever(credentialIds: readonly Uint8Array[]): Promise<void> {
    return this.#trash.deleteForever(credentialIds)
  }

  /** @param because one sentence for the user: who deleted the passkey and why. */
  trash(credentialId: Uint8Array, because: string): Promise<void> {
    return this.trashAll([credentialId], because)
  }

  /**
   * Moves kept passkeys to the trash, all in one write.
   *
   * @param because one sentence for the user: who deleted the passkeys and why.
   * @throws when one of them is not kept. Nothing has changed.
   */
  trashAll(credentialIds: readonly Uint8Array[], because: string): Promise<void> {
    return this.#write(() => {
      const batch = this.#batch()
      for (const key of new Set(credentialIds.map(recordKey))) {
        const stored = batch.find(key)
        if (!stored) throw new Error('There is no such passkey.')
        batch.trash(stored, because)
      }
      return batch.operations()
    })
  }

  /**
   * Restores a passkey from the trash unchanged.
   *
   * @param expected what the user's deletion left, when this call undoes it.
   * @throws when the passkey is not in the trash, a passkey with its id is kept, or its account has another discoverable
   *   passkey.
   * @throws {NewerChangeError} when something newer than the user's deletion moved the passkey to the trash.
   */
  restore(credentialId: Uint8Array, expected?: LeftByUser): Promise<void> {
    return this.restoreAll([credentialId], expected)
  }

  /** Like {@link restore}, for several passkeys in one write. If one is refused, nothing has changed. */
  restoreAll(credentialIds: readonly Uint8Array[], expected?: LeftByUser): Promise<void> {
    return this.#write(() => {
      const batch = this.#batch()
      const check = expected && requireDeletedByUser
      for (const key of new Set(credentialIds.map(recordKey))) batch.restoreByKey(key, check)
      return batch.operations()
    })
  }

  readonly #originOf = (entryId: string): string | undefined => this.undoNote(entryId)?.origin

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
    const stored = withFields(this.#require(credentialId), fields)
    return ['put', PASSKEYS, recordKey(credentialId), stored]
  }

  #editAll(credentialIds: readonly Uint8Array[], edit: Edit): Promise<Edited> {
    return this.#writeEdits(credentialIds.map((id) => [id, edit] as const))
  }

  #writeEdits(edits: Parameters<typeof writeEdits>[0]): Promise<Edited> {
    return writeEdits(edits, {
      require: (id) => toPasskey(this.#require(id)),
      change: (id, fields) => this.#change(id, fields),
      write: (build) => this.#write(build),
    })
  }

  #addTo(batch: PasskeyBatch, passkeys: readonly NewPasskey[], { keys }: OpenContents): void {
    for (const [index, each] of passkeys.entries())
      batch.add(sealed(each, this.#order.next(), { keys, random: this.#random }), index)
  }

  #batch(): PasskeyBatch {
    return new PasskeyBatch(this.#index, this.#trash)
  }

  async #write(
    build: (contents: OpenContents) => readonly Change[] | Promise<readonly Change[]>,
  ): Promise<void> {
    const { contents } = this.#access
    await contents.records.write(() => build(contents))
  }

  #follow(batch: readonly Change[], { records }: OpenContents): void {
    const changed = followChanges(batch, records, this.#index)
    if (changed.size > 0) this.#changed.call(passkeysDelta(changed, this.#index))
  }
}
