import type { StoreChange } from '../signals/ports'
import type { PasskeyBatch } from './passkey-batch'
import { recordKey, withFields } from './stored-passkey'

/**
 * Takes a change of a signal, or of its undo, into a batch. A passkey that no longer exists is ignored.
 *
 * @throws when a passkey cannot come back from the trash, or cannot go there.
 */
export function takeChange(change: StoreChange, batch: PasskeyBatch): void {
  const key = recordKey(change.passkeyId)
  if ('restore' in change) {
    const trashed = batch.findTrashed(key)
    if (trashed) batch.restore(trashed)
    return
  }
  const stored = batch.find(key)
  if (!stored) return
  if ('set' in change) batch.change(withFields(stored, change.set))
  else batch.trash(stored, change.trash.because, change.trash.by)
}
