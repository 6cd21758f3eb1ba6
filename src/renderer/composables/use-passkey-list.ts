import { ref, shallowRef } from 'vue'
import type { PasskeyListSettings } from '../../shared/passkey-list'
import { mainApi } from '../main-api'
import type { Notices } from './use-notices'

/** How the list of passkeys is shown. A change takes effect at once, and is saved for the next start. */
export function usePasskeyList(initial: PasskeyListSettings, { attempt }: Notices) {
  const settings = shallowRef(initial)

  function change(changed: Partial<PasskeyListSettings>): void {
    settings.value = { ...settings.value, ...changed }
    void attempt('The options of the list could not be saved', () =>
      mainApi.setPasskeyList(settings.value),
    )
  }

  /** Whether the filters are visible. */
  const filtersOpen = ref(initial.filters.length > 0 || initial.profile !== null)

  return { settings, change, filtersOpen }
}

export type PasskeyList = ReturnType<typeof usePasskeyList>
