import { onScopeDispose, ref, shallowRef } from 'vue'
import type { MainEvents } from '../../shared/main-events'
import { onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

type ListEvent = 'pagesChanged' | 'passkeysChanged' | 'trashChanged'

export interface MainListOptions<T, E extends ListEvent> {
  /** The list after a change. Null if the event does not contain the whole change; then the list is read again. */
  readonly patched?: (list: readonly T[], change: MainEvents[E]) => readonly T[] | null
  /** How long to wait before the list is read again, in milliseconds, so that many changes cause one read. */
  readonly delayMs?: () => number
}

/**
 * A list that the main process keeps. Reads the list at once, and again after each event `changed`.
 *
 * @param read calls its argument with the beginning of a long list, which is shown until the whole list is there.
 */
export function useMainList<T, E extends ListEvent>(
  read: (begin: (first: readonly T[]) => void) => Promise<readonly T[]>,
  changed: E,
  { patched = () => null, delayMs = () => 0 }: MainListOptions<T, E> = {},
) {
  const list = shallowRef<readonly T[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0
  let newest = Promise.resolve()
  /** The changes since the last read began. The answer to that read may be older than these changes. */
  let missed: MainEvents[E][] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function withMissed(answer: readonly T[]): readonly T[] {
    return missed.reduce((so, change) => patched(so, change) ?? so, answer)
  }

  /** Resolves once the list is as new as this call, even if a later read overtakes this one. */
  function reload(): Promise<void> {
    newest = readOnce()
    return newest
  }

  async function readOnce(): Promise<void> {
    const turn = ++latest
    clearTimeout(timer)
    timer = undefined
    missed = []
    try {
      const answer = await read((first) => {
        if (turn !== latest || loaded.value) return
        list.value = withMissed(first)
        loaded.value = true
      })
      // Otherwise a later read overtook this one.
      if (turn === latest) {
        list.value = withMissed(answer)
        failure.value = undefined
        loaded.value = true
      }
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    } finally {
      if (turn === latest) missed = []
    }
    if (turn !== latest) await newest
  }

  function take(change: MainEvents[E]): void {
    // After a failure, other changes may be missing, so applying this change is not enough.
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
