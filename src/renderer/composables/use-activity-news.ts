import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { mainApi } from '../main-api'

/** The delay of the debounced save, in milliseconds: a burst of entries is saved as seen only once. */
export const KEEP_DELAY_MS = 1_000

interface NewsOptions {
  /** Whether the user looks at the record. */
  readonly isShown: () => boolean
  /** The time of the newest entry that the user has seen, in milliseconds since the Unix epoch. */
  readonly seenAt: number
}

/**
 * How many entries have arrived since the user last looked at the record. The main process saves the time of the last look
 * for the next start.
 */
export function useActivityNews(
  entries: Readonly<Ref<readonly ActivityEntry[]>>,
  { isShown, seenAt: first }: NewsOptions,
) {
  const seenAt = ref(first)
  const newest = computed(() => entries.value[0]?.at ?? 0)
  const count = computed(() => {
    const seen = entries.value.findIndex(({ at }) => at <= seenAt.value)
    return seen === -1 ? entries.value.length : seen
  })
  let timer: ReturnType<typeof setTimeout> | undefined

  function keep(): void {
    clearTimeout(timer)
    timer = undefined
    // If saving fails, the entries count as new again after the next start.
    mainApi.keepActivitySeen(seenAt.value).catch(() => undefined)
  }

  function keepPending(): void {
    if (timer !== undefined) keep()
  }

  watch(
    [isShown, newest],
    () => {
      if (!isShown()) keepPending()
      else if (newest.value > seenAt.value) {
        seenAt.value = newest.value
        timer ??= setTimeout(keep, KEEP_DELAY_MS)
      }
    },
    { immediate: true },
  )
  onScopeDispose(keepPending)

  return { count }
}
