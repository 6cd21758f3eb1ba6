import { onScopeDispose, ref, shallowRef } from 'vue'
import type { MainEvents } from '../../shared/main-events'
import { onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

type ListEvent = 'pagesChanged' | 'passkeysChanged' | 'trashChanged'

export interface KeptListOptions<T, E extends ListEvent> {
  /** The list after a change, which is then not read again; null where the event does not tell all of it. */
  readonly patched?: (list: readonly T[], change: MainEvents[E]) => readonly T[] | null
  /** Milliseconds until it is read again, so that many changes have it read once. */
  readonly delayMs?: () => number
}

/** A list that the main process keeps, read now and again whenever `changed` says that it changed. */
export function useKeptList<T, E extends ListEvent>(
  read: () => Promise<readonly T[]>,
  changed: E,
  { patched = () => null, delayMs = () => 0 }: KeptListOptions<T, E> = {},
) {
  const list = shallowRef<readonly T[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0
  /** What changed while an answer was on its way, which may be older. */
  let missed: MainEvents[E][] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  async function reload(): Promise<void> {
    const turn = ++latest
    clearTimeout(timer)
    timer = undefined
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
    if (next === null) {
      readSoon()
      return
    }
    missed.push(change)
    if (loaded.value) list.value = next
  }

  function readSoon(): void {
    const ms = delayMs()
    if (ms === 0) void reload()
    else timer ??= setTimeout(() => void reload(), ms)
  }

  onScopeDispose(onMainEvent(changed, take))
  onScopeDispose(() => clearTimeout(timer))
  void reload()

  return { list, loaded, failure, reload }
}
