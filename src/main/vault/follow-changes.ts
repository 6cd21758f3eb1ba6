import type { Change } from './operation'
import type { PasskeyIndex } from './passkey-index'
import type { Records } from './records'
import { PASSKEYS } from './stored-passkey'

/**
 * Applies changes of the records to the index of the passkeys.
 *
 * @param batch changes that were applied to the records.
 * @returns the record keys of the passkeys that changed.
 */
export function followChanges(
  batch: readonly Change[],
  records: Pick<Records, 'kept'>,
  index: PasskeyIndex,
): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const change of batch) {
    const [what, collection] = change
    if (collection !== PASSKEYS) continue
    const keys = what === 'set' ? change[2] : [change[2]]
    for (const key of keys) {
      const kept = records.kept(PASSKEYS, key)
      if (!kept) index.delete(key)
      else if (what === 'set') index.change(key, kept, change[3])
      else index.set(key, kept)
      changed.add(key)
    }
  }
  return changed
}
