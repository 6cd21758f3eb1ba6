import { known } from '../../src/main/platform/slices'
import type { SignalStore, StoreChange, UndoNote } from '../../src/main/signals/ports'

/** Writes changes that do not come from a signal. */
export async function applyChanges(
  store: Pick<SignalStore, 'change'>,
  writes: readonly StoreChange[],
  note: { readonly id: string; readonly undo: UndoNote | null } | null = null,
): Promise<void> {
  await store.change(() => known({ writes, note }))
}
