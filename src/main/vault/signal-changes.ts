import type { StoreChange } from '../signals/ports'
import type { PasskeyBatch } from './passkey-batch'
import { recordKey, withFields } from './stored-passkey'

/**
 * Takes a change that a signal decided, or that takes one back, into a batch. What has gone since is passed over.
 *
 * @throws when a passkey would come back whose account has another one.
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
