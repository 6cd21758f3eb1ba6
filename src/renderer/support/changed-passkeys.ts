import type { PasskeysChange } from '../../shared/main-events'
import type { PasskeySummary } from '../../shared/passkey'

/**
 * The passkeys after a change. Unchanged passkeys stay the same objects in the same places, so caches about them stay valid.
 * New passkeys come last, because the main process's list has the oldest first.
 */
export function changedPasskeys(
  passkeys: readonly PasskeySummary[],
  { kept, gone }: PasskeysChange,
): readonly PasskeySummary[] {
  const byId = new Map(kept.map((passkey) => [passkey.id, passkey]))
  const lost = new Set(gone)
  const old: PasskeySummary[] = []
  for (const passkey of passkeys) {
    const now = byId.get(passkey.id)
    byId.delete(passkey.id)
    if (now !== undefined) old.push(now)
    else if (!lost.has(passkey.id)) old.push(passkey)
  }
  return byId.size === 0 ? old : [...old, ...byId.values()]
}
