import { onScopeDispose, ref, shallowRef } from 'vue'
import type { MainEvents } from '../../shared/main-api'
import { onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

type ListEvent = 'pagesChanged' | 'passkeysChanged' | 'trashChanged'

/**
 * A list that the main process keeps, read now and again whenever `changed` says that it changed.
 *
 * @param patched the list after a change; null where the event does not tell all of it. Such a list is not read again.
 */
export function useKeptList<T, E extends ListEvent>(
  read: () => Promise<readonly T[]>,
  changed: E,
  patched: (list: readonly T[], change: MainEvents[E]) => readonly T[] | null = () => null,
) {
  const list = shallowRef<readonly T[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0
  /** What changed while an answer was on its way, which may be older. */
  let missed: MainEvents[E][] = []

  async function reload(): Promise<void> {
    const turn = ++latest
    missed = []
    try {
      const answer = await read()
      // An answer that was overtaken by a later one is old news.
      if (turn !== latest) return
      list.value = missed.reduce((so, change) => patched(so, change) ?? so, answer)
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    } finally {
      if (turn === latest) missed = []
    }
  }

  function take(change: MainEvents[E]): void {
    // After a failure nobody knows what else was missed.
    const next = failure.value === undefined ? patched(list.value, change) : null
    if (next === null) return void reload()
    missed.push(change)
    if (loaded.value) list.value = next
  }

  onScopeDispose(onMainEvent(changed, take))
  void reload()

  return { list, loaded, failure, reload }
}
