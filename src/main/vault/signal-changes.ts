import type { SignalledFields, SignalWrite, StoreChange } from '../signals/ports'
import { Slices, type Steps } from '../platform/slices'
import type { Change, FieldChange } from './operation'
import type { PasskeyBatch } from './passkey-batch'
import type { PasskeyIndex } from './passkey-index'
import { PASSKEYS, recordKey, withFields } from './stored-passkey'
import type { UndoNotes } from './undo-notes'

/**
 * Fewer passkeys than this are written individually, because a passkey that was written whole survives damage to earlier
 * frames.
 */
const MOST_ONE_BY_ONE = 100

interface Parts {
  readonly index: PasskeyIndex
  readonly undoNotes: UndoNotes
  readonly newBatch: () => PasskeyBatch
}

/**
 * Decides and writes the changes of a signal or of its undo: see `SignalStore.change`. Deciding and making the changes run in
 * slices, because there may be thousands of passkeys.
 *
 * @param write writes the changes that the function returns, while the vault takes no other change.
 */
export async function writeSignal<T extends SignalWrite>(
  decide: () => Steps<T>,
  write: (build: () => Promise<readonly Change[]>) => Promise<void>,
  parts: Parts,
): Promise<T> {
  let decided: T | undefined
  await write(async () => {
    const slices = new Slices()
    decided = await slices.run(decide())
    const changes = await slices.run(changesOf(decided, parts))
    await slices.next()
    return changes
  })
  if (!decided) throw new Error('The vault did not carry out the change.')
  return decided
}

function* changesOf(
  { writes, note }: SignalWrite,
  { index, undoNotes, newBatch }: Parts,
): Steps<readonly Change[]> {
  yield
  const changes =
    (yield* changesOfMany(writes, (key) => index.has(key))) ?? (yield* oneByOne(writes, newBatch()))
  yield
  if (note?.undo === null) return [...changes, ...undoNotes.toForget(note.id)]
  if (!note || changes.length === 0) return changes
  return [...changes, ...undoNotes.toKeep(note.id, note.undo)]
}

function* oneByOne(writes: readonly StoreChange[], batch: PasskeyBatch): Steps<readonly Change[]> {
  for (const change of writes) {
    yield
    takeChange(change, batch)
  }
  return batch.operations()
}

/**
 * Adds a change of a signal or of its undo to a batch. Ignores a passkey that no longer exists.
 *
 * @throws when a passkey cannot be restored from the trash or moved to it.
 */
function takeChange(change: StoreChange, batch: PasskeyBatch): void {
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
 * @returns undefined when the passkeys should be written individually.
 */
function* changesOfMany(
  writes: readonly StoreChange[],
  has: (key: string) => boolean,
): Steps<readonly FieldChange[] | undefined> {
  if (writes.length <= MOST_ONE_BY_ONE) return undefined
  const keysOf = new Map<Partial<SignalledFields>, string[]>()
  const seen = new Set<string>()
  for (const change of writes) {
    const key = recordKey(change.passkeyId)
    if (!('set' in change) || seen.has(key)) return undefined
    seen.add(key)
    yield
    if (!has(key)) continue
    const keys = keysOf.get(change.set)
    if (keys) keys.push(key)
    else keysOf.set(change.set, [key])
  }
  return Array.from(keysOf, ([fields, keys]) => ['set', PASSKEYS, keys, fields])
}
