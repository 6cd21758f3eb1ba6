import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { onMainEvent } from '../main-api'

/** The newest request that was refused since the component was mounted. */
export function useTurnedAway(): Readonly<ShallowRef<ActivityEntry | undefined>> {
  const refused = shallowRef<ActivityEntry>()
  onScopeDispose(
    onMainEvent('activityAdded', (entry) => {
      if (entry.kind === 'refusal' && entry.origin !== null) refused.value = entry
    }),
  )
  return refused
}
