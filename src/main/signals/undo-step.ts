import type { LeftPasskey, PasskeyChange } from '../../shared/activity'
import type { StoreChange, UndoNote } from './ports'

export interface Undoing {
  /** The id of the signal's entry. */
  readonly entryId: string
  readonly note: UndoNote
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** One passkey that is put back, or has to be left as it is. */
export type UndoStep =
  | {
      readonly write: StoreChange
      readonly change: PasskeyChange
      /** Such as `something newer changed the name`, of a field that is not put back; null where all are. */
      readonly stays: string | null
    }
  | { readonly left: LeftPasskey }
