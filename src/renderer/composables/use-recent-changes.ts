import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import type { PasskeySummary } from '../../shared/passkey'
import { onMainEvent } from '../main-api'
import { nameChanges } from '../support/describe-change'

/** What a page, or the undo of its signal, has just changed about one passkey. */
export interface RecentChange {
  readonly origin: string
  readonly by: 'page' | 'undo'
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly change: PasskeyChange
  /** True for the first seconds. The change stays in the row until the user leaves the list. */
  readonly fresh: boolean
}

type Changes = ReadonlyMap<string, RecentChange>

/** How long a changed row is highlighted. */
export const FRESH_MS = 8000

/** What signals and undos changed while the window was open, by credential id. */
export function useRecentChanges(passkeys: Readonly<Ref<readonly PasskeySummary[]>>) {
  const all = shallowRef<Changes>(new Map())
  const changes = computed(() => holding(all.value, passkeys.value))
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function add(entry: ActivityEntry): void {
    const { kind, origin, at } = entry
    if ((kind !== 'signal' && kind !== 'undo') || origin === null) return
    const by = kind === 'signal' ? 'page' : 'undo'
    const next = new Map(all.value)
    for (const change of entry.changes) {
      next.set(change.passkeyId, { origin, by, at, change, fresh: true })
      endHighlightLater(change.passkeyId)
    }
    all.value = next
  }

  function endHighlightLater(id: string): void {
    clearTimeout(timers.get(id))
    const timer = setTimeout(() => endHighlight(id), FRESH_MS)
    timers.set(id, timer)
  }

  function endHighlight(id: string): void {
    const change = all.value.get(id)
    if (change !== undefined) all.value = new Map(all.value).set(id, { ...change, fresh: false })
  }

  /** Called when the user leaves the list: changes that are no longer fresh have been seen. */
  function dropSeen(): void {
    all.value = new Map([...all.value].filter(([, change]) => change.fresh))
  }

  onScopeDispose(onMainEvent('activityAdded', add))
  onScopeDispose(() => timers.forEach((timer) => clearTimeout(timer)))

  return { changes, dropSeen }
}

/** A change is no longer news once somebody has changed the passkey again: renamed it, shown it, brought it back. */
function holding(all: Changes, passkeys: readonly PasskeySummary[]): Changes {
  if (all.size === 0) return all
  const changed = passkeys.filter(({ id }) => all.has(id))
  const now = new Map(changed.map((passkey) => [passkey.id, passkey]))
  return new Map([...all].filter(([id, { change }]) => holds(change, now.get(id))))
}

/** @param passkey undefined while it is not in the list. */
function holds(change: PasskeyChange, passkey: PasskeySummary | undefined): boolean {
  if (passkey === undefined) return true
  switch (change.what) {
    case 'renamed':
      return nameChanges(change.after, passkey).length === 0
    case 'hidden':
      return passkey.hidden !== null
    case 'shown':
      return passkey.hidden === null
    case 'deleted':
      return false
    case 'restored':
      return true
  }
}
