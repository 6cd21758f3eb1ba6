import { onScopeDispose, ref } from 'vue'
import { onMainEvent } from '../main-api'
import type { Place } from '../support/views'

/** The place that is shown, and which of its parts was asked for: the user's or the menu's choice. */
export function useView() {
  const view = ref<Place>('passkeys')
  /** Rises with each time that a menu asked for the diagnostics. */
  const diagnosticsAsked = ref(0)
  /** Rises with each time that another view asked for the policies for signals. */
  const policiesAsked = ref(0)

  onScopeDispose(
    onMainEvent('viewAsked', (asked) => {
      view.value = asked === 'diagnostics' ? 'settings' : asked
      policiesAsked.value = 0
      if (asked === 'diagnostics') diagnosticsAsked.value++
    }),
  )

  function show(next: Place): void {
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
