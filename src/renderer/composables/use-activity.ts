import { onScopeDispose, ref, shallowRef } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { mainApi, onMainEvent } from '../main-api'
import { afterPaint } from '../support/after-paint'
import { errorMessage } from '../support/error-message'
import { withSharedTexts } from '../support/shared-texts'

/** The limit of the main process. */
const KEPT = 10_000

/** The record, newest first, with new entries as they happen. */
export function useActivity() {
  const entries = shallowRef<readonly ActivityEntry[]>([])
  const loaded = ref(false)
  const failure = ref<string>()

  /** The newest entries are shown first. The others arrive in parts, so that neither process is busy for long. */
  async function reload(): Promise<void> {
    try {
      let { entries: part, next } = await mainApi.listActivity()
      take(part)
      failure.value = undefined
      loaded.value = true
      if (next !== null) await afterPaint()
      const older: ActivityEntry[] = []
      while (next !== null) {
        ;({ entries: part, next } = await mainApi.listActivity(next))
        older.push(...withSharedTexts(part))
      }
      if (older.length > 0) take(older)
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  /** An entry that arrives as an event during the read may be in both. */
  function take(read: readonly ActivityEntry[]): void {
    const byId = new Map([...read, ...entries.value].map((entry) => [entry.id, entry]))
    entries.value = [...byId.values()].sort((a, b) => b.at - a.at).slice(0, KEPT)
  }

  function add(entry: ActivityEntry): void {
    const [newest] = entries.value
    // The clock was set back, or the entry arrived twice.
    if (newest !== undefined && (newest.at > entry.at || newest.id === entry.id)) take([entry])
    else entries.value = [entry, ...entries.value.slice(0, KEPT - 1)]
  }

  onScopeDispose(onMainEvent('activityAdded', add))
  void reload()

  return { entries, loaded, failure, reload }
}
