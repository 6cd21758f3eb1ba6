/** The ports of the signal engine. */
import type { ActivityReport } from '../../shared/activity'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { NewId } from '../platform/ports'
import type { Steps } from '../platform/slices'

/** The fields that a signal may set on a passkey: never key material, never the user handle. */
export type SignalledFields = Pick<
  Passkey,
  'userName' | 'userDisplayName' | 'edited' | 'hidden' | 'renames' | 'setBy'
>

export type StoreChange =
  | { readonly passkeyId: Uint8Array; readonly set: Partial<SignalledFields> }
  /** Moves it to the trash. */
  | { readonly passkeyId: Uint8Array; readonly trash: DeletedBySignal }
  /** Restores it from the trash unchanged. */
  | { readonly passkeyId: Uint8Array; readonly restore: true }

export interface DeletedBySignal {
  /** One sentence for the user: who deleted it and why. */
  readonly because: string
  /** The id of the signal's entry in the record. */
  readonly by: string
}

/** The data to undo a signal. */
export interface UndoNote {
  /** The page that signalled. */
  readonly origin: string
  readonly rpId: string
  /** The changed passkeys. Passkeys with the same earlier values should share one object, which is then stored once. */
  readonly passkeys: readonly UndonePasskey[]
}

/** The fields that a signal set, with their earlier values, or a mark that the signal deleted the passkey. */
export type UndonePasskey =
  | { readonly passkeyId: Uint8Array; readonly before: Partial<SignalledFields> }
  | { readonly passkeyId: Uint8Array; readonly deleted: true }

/** A passkey in the trash, and the signal that moved it there. */
export interface TrashedBySignal {
  readonly passkey: Passkey
  /** null when the user or a newer passkey moved it there. */
  readonly by: string | null
}

/** The changes that a signal, or its undo, writes. */
export interface SignalWrite {
  /** Passkeys with the same new values should share one object, so that a change of thousands of passkeys is written fast. */
  readonly writes: readonly StoreChange[]
  /**
   * Stored with the changes under the id of the signal's entry. The oldest notes are dropped. `undo: null` removes the note,
   * because the signal has been undone.
   */
  readonly note: { readonly id: string; readonly undo: UndoNote | null } | null
}

export interface SignalStore {
  /** Prepares the passkeys of an RP ID for listing, in slices. Optional, because listing also works without it. */
  prepare(rpId: string): Promise<void>
  /** Newest first. */
  listByRp(rpId: string): readonly Passkey[]
  find(passkeyId: Uint8Array): Passkey | undefined
  findTrashed(passkeyId: Uint8Array): TrashedBySignal | undefined
  /**
   * Whether a trashed passkey cannot be restored, because its account has another discoverable passkey. An account has
   * at most one discoverable passkey (WebAuthn §6.3.2 step 7).
   */
  isTaken(trashed: Passkey): boolean
  /**
   * Decides what to write and writes it in one write. No other change is made in between, so the decision sees what the user
   * did at the same moment. Resolves once the write is on the disk. Ignores a passkey that no longer exists.
   *
   * @param decide reads this store in steps. Only other work runs between the steps. Without `writes`, nothing is written.
   * @returns what `decide` returned.
   * @throws {VaultLockedError} when the vault is closed. Nothing has changed.
   * @throws whatever `decide` throws, or when it cannot be written. Nothing has changed.
   */
  change<T extends SignalWrite>(decide: () => Steps<T>): Promise<T>
  /** The note to undo a signal; undefined when the signal is too old, or changed no passkey. */
  undoNote(entryId: string): UndoNote | undefined
  /** One sentence for the user: where the note is that this store cannot reach now. Absent where a store reaches all notes. */
  undoElsewhere?(entryId: string): string | undefined
}

/** The signal policy of each page. */
export interface SignalPolicies {
  of(origin: string): SignalPolicy
}

export interface SignalPorts {
  readonly store: SignalStore
  readonly policies: SignalPolicies
  /** Puts an entry into the record. */
  readonly report: (report: ActivityReport) => void
  readonly newId: NewId
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Whether a page's signal reaches an authenticator; by default it always does. */
  readonly isReached?: (origin: string) => boolean
}
