import { atOnce, type Steps } from '../../src/main/platform/slices'
import type {
  SignalStore,
  SignalWrite,
  TrashedBySignal,
  UndoNote,
} from '../../src/main/signals/ports'
import {
  FOLLOWS_SITE,
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type ExtensionSecrets,
  type NextSignCount,
  type Passkey,
  type PasskeyStore,
} from '../../src/main/webauthn/authenticator/ports'
import { newEcKey } from './node-keys'
import { lend } from './opened-secrets'

const someKey = newEcKey('P-256')

/** A discoverable ES256 passkey without a counter; give only the fields that the test is about. */
export function passkey(fields: Partial<Passkey> = {}): Passkey {
  return {
    credentialId: Uint8Array.of(1, 2, 3),
    rpId: 'example.org',
    rpName: 'Example',
    userHandle: Uint8Array.of(9),
    userName: 'ada@example.org',
    userDisplayName: 'Ada',
    algorithm: -7,
    discoverable: true,
    signCount: null,
    backupEligible: true,
    backedUp: true,
    transports: ['internal'],
    origin: 'https://example.org',
    profile: null,
    profileTitle: null,
    verificationClaimed: false,
    createdAt: 0,
    lastUsedAt: null,
    hidden: null,
    edited: FOLLOWS_SITE,
    renames: [],
    setBy: SET_BY_NONE,
    extensions: NO_EXTENSION_STATE,
    attestation: null,
    ...fields,
  }
}

/** A passkey that a page's signal has hidden. */
export function hiddenPasskey(fields: Partial<Passkey> = {}): Passkey {
  return passkey({ ...fields, hidden: { at: 1, because: 'a test hid it', by: 'page' } })
}

interface Kept {
  passkey: Passkey
  /** The number of the passkey, by which a restored passkey returns to its place. */
  readonly order: number
  readonly privateKey: Uint8Array
  secrets: ExtensionSecrets
}

/** Passkeys in memory, by the contract of both stores. Records what happened, so that the test can read it. */
export class MemoryPasskeys implements PasskeyStore, SignalStore {
  /** The passkeys that newer passkeys of the same account replaced. */
  readonly trash: Passkey[] = []
  /** The number of writes. */
  writes = 0
  /** If set, every write fails with this error. */
  fault: Error | null = null
  /** By credential id, oldest first. */
  #kept = new Map<string, Kept>()
  #nextOrder = 0
  /** By credential id. */
  readonly #trashed = new Map<string, { readonly kept: Kept; readonly by: string | null }>()
  readonly #notes = new Map<string, UndoNote>()

  constructor(passkeys: readonly Passkey[] = [], privateKey: Uint8Array = someKey) {
    for (const passkey of passkeys) this.#keep(passkey, privateKey, {})
  }

  /** Newest first. */
  list(): readonly Passkey[] {
    return Array.from(this.#kept.values(), ({ passkey }) => passkey).reverse()
  }

  isOpen(): boolean {
    return true
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#entry(credentialId)?.passkey
  }

  async prepare(): Promise<void> {}

  listByRp(rpId: string): readonly Passkey[] {
    return this.list().filter((passkey) => passkey.rpId === rpId)
  }

  async add(
    passkey: Passkey,
    privateKey: Uint8Array,
    room: number | null = null,
    secrets: ExtensionSecrets = {},
  ): Promise<boolean> {
    const replaced = this.list().filter(
      (kept) =>
        passkey.discoverable &&
        kept.discoverable &&
        kept.rpId === passkey.rpId &&
        same(kept.userHandle, passkey.userHandle),
    )
    const discoverable = this.list().filter((kept) => kept.discoverable).length
    const more = passkey.discoverable && replaced.length === 0
    if (more && room !== null && discoverable >= room) return false
    this.#write()
    this.trash.push(...replaced)
    for (const { credentialId } of replaced) this.#toTrash(credentialId, null)
    this.#keep(passkey, privateKey.slice(), structuredClone(secrets))
    return true
  }

  async recordUse(
    credentialId: Uint8Array,
    at: number,
    next: NextSignCount = (kept) => (kept === null ? null : (kept + 1) % 2 ** 32),
  ): Promise<number | null> {
    this.#write()
    const entry = this.#require(credentialId)
    const { signCount: before } = entry.passkey
    const counted = next(before)
    entry.passkey = { ...entry.passkey, signCount: counted ?? before, lastUsedAt: at }
    return counted
  }

  highestSignCount(): number {
    return Math.max(0, ...this.list().map(({ signCount }) => signCount ?? 0))
  }

  privateKey(credentialId: Uint8Array): Uint8Array {
    return this.#require(credentialId).privateKey.slice()
  }

  withExtensionSecrets<T>(credentialId: Uint8Array, use: (secrets: ExtensionSecrets) => T): T {
    return lend(this.#require(credentialId).secrets, use)
  }

  async writeLargeBlob(credentialId: Uint8Array, largeBlob: Uint8Array): Promise<void> {
    this.#write()
    const entry = this.#require(credentialId)
    const extensions = { ...entry.passkey.extensions, largeBlobBytes: largeBlob.length }
    entry.passkey = { ...entry.passkey, extensions }
    entry.secrets = { ...entry.secrets, largeBlob }
  }

  async change<T extends SignalWrite>(decide: () => Steps<T>): Promise<T> {
    const decided = atOnce(decide())
    if (decided.writes.length > 0) this.apply(decided)
    return decided
  }

  apply({ writes, note }: SignalWrite): void {
    this.#write()
    if (note?.undo) this.#notes.set(note.id, note.undo)
    else if (note) this.#notes.delete(note.id)
    for (const change of writes) {
      const entry = this.#entry(change.passkeyId)
      if ('set' in change) {
        if (entry) entry.passkey = { ...entry.passkey, ...change.set }
      } else if ('trash' in change) this.#toTrash(change.passkeyId, change.trash.by)
      else this.#fromTrash(change.passkeyId)
    }
  }

  findTrashed(credentialId: Uint8Array): TrashedBySignal | undefined {
    const trashed = this.#trashed.get(keyOf(credentialId))
    return trashed && { passkey: trashed.kept.passkey, by: trashed.by }
  }

  isTaken(trashed: Passkey): boolean {
    return (
      trashed.discoverable &&
      this.listByRp(trashed.rpId).some(
        ({ discoverable, userHandle }) => discoverable && same(userHandle, trashed.userHandle),
      )
    )
  }

  undoNote(entryId: string): UndoNote | undefined {
    return this.#notes.get(entryId)
  }

  #toTrash(credentialId: Uint8Array, by: string | null): void {
    const kept = this.#entry(credentialId)
    if (!kept) return
    this.#trashed.set(keyOf(credentialId), { kept, by })
    this.remove(credentialId)
  }

  #fromTrash(credentialId: Uint8Array): void {
    const key = keyOf(credentialId)
    const trashed = this.#trashed.get(key)
    if (!trashed) return
    this.#trashed.delete(key)
    this.#kept.set(key, trashed.kept)
    const inOrder = [...this.#kept].sort(([, a], [, b]) => a.order - b.order)
    this.#kept = new Map(inOrder)
  }

  /** Like the user in the window. */
  remove(credentialId: Uint8Array): void {
    this.#kept.delete(keyOf(credentialId))
  }

  #keep(passkey: Passkey, privateKey: Uint8Array, secrets: ExtensionSecrets): void {
    const kept = { passkey, order: this.#nextOrder++, privateKey, secrets }
    this.#kept.set(keyOf(passkey.credentialId), kept)
  }

  #entry(credentialId: Uint8Array) {
    return this.#kept.get(keyOf(credentialId))
  }

  #require(credentialId: Uint8Array) {
    const entry = this.#entry(credentialId)
    if (!entry) throw new Error('no such passkey')
    return entry
  }

  #write(): void {
    if (this.fault) throw this.fault
    this.writes++
  }
}

function keyOf(credentialId: Uint8Array): string {
  return Buffer.from(credentialId).toString('latin1')
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
