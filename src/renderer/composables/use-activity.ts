import { onScopeDispose, ref, shallowRef } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { mainApi, onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

/** As many as the main process keeps. */
const KEPT = 10_000

/** The record, newest first, with every new entry as it happens. */
export function useActivity() {
  const entries = shallowRef<readonly ActivityEntry[]>([])
  const loaded = ref(false)
  const failure = ref<string>()

  async function reload(): Promise<void> {
    try {
      take(await mainApi.listActivity())
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  /** Entries may arrive by event while the list is on its way, and be in both. */
  function take(read: readonly ActivityEntry[]): void {
    const byId = new Map([...read, ...entries.value].map((entry) => [entry.id, entry]))
    entries.value = [...byId.values()].sort((a, b) => b.at - a.at).slice(0, KEPT)
  }

  function add(entry: ActivityEntry): void {
    const [newest] = entries.value
    // A clock that was set back, or an entry that came twice: seldom.
    if (newest !== undefined && (newest.at > entry.at || newest.id === entry.id)) take([entry])
    else entries.value = [entry, ...entries.value.slice(0, KEPT - 1)]
  }

  onScopeDispose(onMainEvent('activityAdded', add))
  void reload()

  return { entries, loaded, failure, reload }
}
