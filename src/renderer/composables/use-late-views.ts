import { nextTick, onScopeDispose, shallowRef, watch, watchEffect } from 'vue'
import type { View } from '../../shared/view'
import { lateViews, loadLateViews } from '../support/load-late-views'

/** After this time, the first rows have been painted and the first key has been handled. */
export const LATE_MS = 2_000

/**
 * The code of all views except the passkeys. It is loaded only after the first rows are there.
 *
 * @param chosen the view that the user chose. The previous view stays visible until the code is loaded.
 */
export function useLateViews(chosen: () => View) {
  const late = shallowRef(lateViews())
  /** undefined while the window waits for its first view. */
  const view = shallowRef<View>()
  watchEffect(
    () => {
      if (chosen() === 'passkeys' || late.value) view.value = chosen()
    },
    { flush: 'sync' },
  )

  async function load(): Promise<void> {
    late.value = await loadLateViews()
  }

  /** Resolves once the chosen view is in the document. */
  async function shown(): Promise<void> {
    if (chosen() !== 'passkeys' && !late.value) await load()
    await nextTick()
  }

  const timer = setTimeout(() => void load(), LATE_MS)
  onScopeDispose(() => clearTimeout(timer))
  watch(chosen, () => void shown(), { immediate: true })

  return { late, view, shown }
}
