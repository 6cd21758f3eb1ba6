import { computed, ref, watch, type Ref, type WritableComputedRef } from 'vue'

/**
 * What is chosen: shown at once, and as it was again when it could not be set. Without it a radio button would stay
 * on what was refused.
 *
 * @param current what holds.
 * @param set true when `chosen` holds now.
 */
export function useChoice<T>(
  current: () => T,
  set: (chosen: T, before: T) => Promise<boolean>,
): WritableComputedRef<T> {
  const shown = ref(current()) as Ref<T>
  watch(current, (now) => (shown.value = now))

  async function choose(chosen: T): Promise<void> {
    const before = current()
    shown.value = chosen
    if (!(await set(chosen, before))) shown.value = current()
  }

  return computed({ get: () => shown.value, set: (chosen) => void choose(chosen) })
}
