import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import type { PasskeySummary } from '../../shared/passkey'
import { onMainEvent } from '../main-api'

/** What a page just did to one passkey, or the undoing of it. */
export interface LiveChange {
  readonly origin: string
  readonly by: 'page' | 'undo'
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly change: PasskeyChange
  /** For some seconds; the line stays until the list was left. */
  readonly fresh: boolean
}

/** How long a changed row is marked. */
export const FRESH_MS = 8000

/**
 * The changes that signals and their undoing made while the window watched, by credential id.
 * That a passkey was hidden is not among them once it is visible again.
 */
export function useLiveChanges(passkeys: Readonly<Ref<readonly PasskeySummary[]>>) {
  const all = shallowRef<ReadonlyMap<string, LiveChange>>(new Map())
  const changes = computed<ReadonlyMap<string, LiveChange>>(() => {
    if (![...all.value.values()].some(({ change }) => change.what === 'hidden')) return all.value
    const visible = new Set(passkeys.value.filter(({ hidden }) => !hidden).map(({ id }) => id))
    return new Map(
      [...all.value].filter(([id, { change }]) => change.what !== 'hidden' || !visible.has(id)),
    )
  })
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function put(id: string, change: LiveChange): void {
    all.value = new Map(all.value).set(id, change)
  }

  function add(entry: ActivityEntry): void {
    const { kind, origin, at } = entry
    if ((kind !== 'signal' && kind !== 'undo') || origin === null) return
    const by = kind === 'signal' ? 'page' : 'undo'
    const next = new Map(all.value)
    for (const change of entry.changes) {
      const id = change.passkeyId
      next.set(id, { origin, by, at, change, fresh: true })
      clearTimeout(timers.get(id))
      timers.set(
        id,
        setTimeout(() => calm(id), FRESH_MS),
      )
    }
    all.value = next
  }

  function calm(id: string): void {
    const change = all.value.get(id)
    if (change !== undefined) put(id, { ...change, fresh: false })
  }

  /** The list was left: what is no longer fresh has been seen. */
  function seen(): void {
    all.value = new Map([...all.value].filter(([, change]) => change.fresh))
  }

  onScopeDispose(onMainEvent('activityAdded', add))
  onScopeDispose(() => timers.forEach((timer) => clearTimeout(timer)))

  return { changes, seen }
}
