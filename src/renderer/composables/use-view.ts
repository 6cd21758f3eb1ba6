import { onScopeDispose, ref } from 'vue'
import { onMainEvent } from '../main-api'
import type { View } from '../../shared/view'

/** The view that is shown, and the section of it that was opened. */
export function useView() {
  const view = ref<View>('passkeys')
  /** Rises each time the menu opens the diagnostics. */
  const diagnosticsAsked = ref(0)
  /** Rises each time another view opens the policies. */
  const policiesAsked = ref(0)

  onScopeDispose(
    onMainEvent('viewAsked', (asked) => {
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
