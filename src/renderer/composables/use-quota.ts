import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { QuotaState } from '../../shared/pairing'

const SECOND_MS = 1000

/**
 * The current quota. Counts down, and reads the quota again when the next change is due.
 *
 * @param readAgain reads the quota from the main process.
 */
export function useQuota(
  quota: () => QuotaState,
  readAgain: () => void,
): Readonly<Ref<QuotaState>> {
  const since = ref(performance.now())
  const now = ref(since.value)
  watch(quota, () => {
    since.value = now.value = performance.now()
  })
  const timer = setInterval(tick, SECOND_MS)
  onScopeDispose(() => clearInterval(timer))

  function tick(): void {
    const due = quota().nextInMs
    if (due === null) return
    const before = now.value - since.value
    now.value = performance.now()
    // Only once: the answer restarts the countdown.
    if (before < due && now.value - since.value >= due) readAgain()
  }

  return computed(() => {
    const read = quota()
    if (read.nextInMs === null) return read
    return { ...read, nextInMs: Math.max(0, read.nextInMs - (now.value - since.value)) }
  })
}
