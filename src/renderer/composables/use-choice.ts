import { computed, ref, watch, type Ref, type WritableComputedRef } from 'vue'

/**
 * A choice that is shown at once and reverts when it cannot be set. A plain radio button would stay on the refused choice.
 *
 * @param current the choice that is set.
 * @param set returns true on success.
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
