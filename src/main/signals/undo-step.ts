import type { LeftPasskey, PasskeyChange } from '../../shared/activity'
import type { StoreChange, UndoNote } from './ports'

export interface Undoing {
  /** The id of the signal's entry. */
  readonly entryId: string
  readonly note: UndoNote
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** The undo of one passkey: restored, or left unchanged. */
export type UndoStep =
  | {
      readonly write: StoreChange
      readonly change: PasskeyChange
      /** Such as `something newer changed the name`, for a field that is not restored; null when all fields are restored. */
      readonly stays: string | null
    }
  | { readonly left: LeftPasskey }
