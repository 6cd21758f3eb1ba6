import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import { mainApi } from '../main-api'

/** A burst of entries is kept as seen once, in milliseconds. */
export const KEEP_DELAY_MS = 1_000

interface NewsOptions {
  /** Whether the user looks at the record. */
  readonly isShown: () => boolean
  /** When the newest entry happened that the user has seen, in milliseconds since the Unix epoch. */
  readonly seenAt: number
}

/** How many entries have come since the user last looked at the record. The main process keeps that for the next start. */
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
    // What is not kept is new again after the next start.
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
