import { onScopeDispose, shallowRef } from 'vue'
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { onMainEvent } from '../main-api'
import { signalNotice } from '../support/signal-notice'
import type { NoticeContent } from './use-notices'

/** What a page just did to one passkey. */
export interface LiveChange {
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly change: PasskeyChange
  /** For some seconds; the line stays until the list was left. */
  readonly fresh: boolean
}

/** How long a changed row is marked. */
export const FRESH_MS = 8000

/** The changes that signals made while the window watched, by credential id; each is told as a notice. */
export function useLiveChanges(tell: (notice: NoticeContent) => void) {
  const changes = shallowRef<ReadonlyMap<string, LiveChange>>(new Map())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function put(id: string, change: LiveChange): void {
    changes.value = new Map(changes.value).set(id, change)
  }

  function add(entry: ActivityEntry): void {
    const { origin, at } = entry
    if (entry.kind !== 'signal' || origin === null || entry.changes.length === 0) return
    const next = new Map(changes.value)
    for (const change of entry.changes) {
      const id = change.passkeyId
      next.set(id, { origin, at, change, fresh: true })
      clearTimeout(timers.get(id))
      timers.set(
        id,
        setTimeout(() => calm(id), FRESH_MS),
      )
    }
    changes.value = next
    tell(signalNotice(origin, entry.changes))
  }

  function calm(id: string): void {
    const change = changes.value.get(id)
    if (change !== undefined) put(id, { ...change, fresh: false })
  }

  /** The list was left: what is no longer fresh has been seen. */
  function seen(): void {
    changes.value = new Map([...changes.value].filter(([, change]) => change.fresh))
  }

  onScopeDispose(onMainEvent('activityAdded', add))
  onScopeDispose(() => timers.forEach((timer) => clearTimeout(timer)))

  return { changes, seen }
}
