import { nextTick, onScopeDispose, shallowRef, watch, watchEffect } from 'vue'
import type { View } from '../../shared/view'
import { lateViews, loadLateViews } from '../support/load-late-views'

/** By then the first rows are painted, and the first key is answered. */
export const LATE_MS = 2_000

/**
 * The code of every view but the passkeys, which is not read before the first rows are there.
 *
 * @param chosen the view that the user chose. The one before it stays in sight until the code is there.
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
