import type { SignalledFields, StoreChange } from '../signals/ports'
import type { FieldChange } from './operation'
import type { PasskeyBatch } from './passkey-batch'
import { PASSKEYS, recordKey, withFields } from './stored-passkey'

/** Fewer passkeys are written one by one: a passkey that was written whole survives damage to the frames before it. */
const MOST_ONE_BY_ONE = 100

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

/**
 * The changes of a signal that sets fields of many passkeys. Changes that share one object are written as one.
 *
 * @param has whether the passkey with this record key is kept. Other passkeys are ignored.
 * @returns undefined where the passkeys should be written one by one.
 */
export function changesOfMany(
  writes: readonly StoreChange[],
  has: (key: string) => boolean,
): readonly FieldChange[] | undefined {
  if (writes.length <= MOST_ONE_BY_ONE) return undefined
  const keysOf = new Map<Partial<SignalledFields>, string[]>()
  const seen = new Set<string>()
  for (const change of writes) {
    const key = recordKey(change.passkeyId)
    if (!('set' in change) || seen.has(key)) return undefined
    seen.add(key)
    if (!has(key)) continue
    const keys = keysOf.get(change.set)
    if (keys) keys.push(key)
    else keysOf.set(change.set, [key])
  }
  return Array.from(keysOf, ([fields, keys]) => ['set', PASSKEYS, keys, fields])
}
