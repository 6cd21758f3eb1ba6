/** What the signals' engine needs of the world, in its own words. */
import type { ActivityReport } from '../../shared/activity'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { NewId } from '../platform/ports'
import type { Steps } from '../platform/slices'

/** What a signal may set on one passkey: never key material, never the user handle. */
export type SignalledFields = Pick<
  Passkey,
  'userName' | 'userDisplayName' | 'edited' | 'hidden' | 'renames' | 'setBy'
>

export type StoreChange =
  | { readonly passkeyId: Uint8Array; readonly set: Partial<SignalledFields> }
  /** Moves it to the trash. */
  | { readonly passkeyId: Uint8Array; readonly trash: DeletedBySignal }
  /** Brings it back from the trash, as it was. */
  | { readonly passkeyId: Uint8Array; readonly restore: true }

export interface DeletedBySignal {
  /** One sentence for the user: who deleted it and why. */
  readonly because: string
  /** The id of the signal's entry in the record. */
  readonly by: string
}

/** What undoes a signal. */
export interface UndoNote {
  /** The page that signalled. */
  readonly origin: string
  readonly rpId: string
  /** The passkeys that it changed. Passkeys with the same earlier values should share them, because they are kept once then. */
  readonly passkeys: readonly UndonePasskey[]
}

/** The fields that a signal set, with their earlier values, or a mark that the signal deleted the passkey. */
export type UndonePasskey =
  | { readonly passkeyId: Uint8Array; readonly before: Partial<SignalledFields> }
  | { readonly passkeyId: Uint8Array; readonly deleted: true }

/** A passkey in the trash, and which signal brought it there. */
export interface TrashedBySignal {
  readonly passkey: Passkey
  /** null: the user or a newer passkey brought it there. */
  readonly by: string | null
}

/** The changes that a signal, or its undo, writes. */
export interface SignalWrite {
  /** Passkeys that get the same values should share them: one change of thousands of passkeys is written fast then. */
  readonly writes: readonly StoreChange[]
  /**
   * Kept beside the changes, under the id of the signal's entry; the oldest notes are dropped. `undo: null` removes the
   * note: the signal has been undone.
   */
  readonly note: { readonly id: string; readonly undo: UndoNote | null } | null
}

export interface SignalStore {
  /** Makes the passkeys of an RP ID ready to be listed, in short pieces of work. Optional: listing them works without it. */
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
   * Decides what to write and writes it, all in one write. No other change comes between, so the decision sees what the
   * user did at the same moment. Settles when the write is on the disk. A passkey that no longer exists is ignored.
   *
   * @param decide reads this store, in steps, between which only other work comes; without `writes` nothing is written.
   * @returns what `decide` returned.
   * @throws whatever `decide` throws, or when it cannot be written: then nothing has changed.
   */
  change<T extends SignalWrite>(decide: () => Steps<T>): Promise<T>
  /** What undoes a signal; undefined when the signal is too old, or changed no passkey. */
  undoNote(entryId: string): UndoNote | undefined
}

/** Which policy a page's signals meet. */
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
  /** Whether a page's signal finds an authenticator; by default it always does. */
  readonly isReached?: (origin: string) => boolean
}
