import { onScopeDispose, ref, watch } from 'vue'
import { mainApi, onMainEvent } from '../main-api'
import type { View } from '../../shared/view'
import { isDialogOpen } from '../support/shortcut-place'

/**
 * The current view, and the section that was opened in it. The main process saves the view for the next start.
 *
 * @param first the view to start with.
 * @param keepFailed called when the view cannot be saved.
 */
export function useView(first: View, keepFailed: (error: unknown) => void = () => undefined) {
  const view = ref<View>(first)
  watch(view, (shown) => void mainApi.keepView(shown).catch(keepFailed))
  /** Rises each time the menu opens the diagnostics. */
  const diagnosticsAsked = ref(0)
  /** Rises each time another view opens the policies. */
  const policiesAsked = ref(0)

  onScopeDispose(
    onMainEvent('viewAsked', (asked) => {
      // The view holds its dialogs, with all that was typed in them.
      if (isDialogOpen()) return
      view.value = asked === 'diagnostics' ? 'settings' : asked
      policiesAsked.value = 0
      if (asked === 'diagnostics') diagnosticsAsked.value++
    }),
  )

  function show(next: View): void {
    view.value = next
    diagnosticsAsked.value = 0
    policiesAsked.value = 0
  }

  function showPolicies(): void {
    show('settings')
    policiesAsked.value++
  }

  return { view, diagnosticsAsked, policiesAsked, show, showPolicies }
}
