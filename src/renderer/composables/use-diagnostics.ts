import { ref, shallowRef } from 'vue'
import type { Diagnostics } from '../../shared/app-state'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

/** What a bug report needs, read once. */
export function useDiagnostics() {
  const diagnostics = shallowRef<Diagnostics>()
  const failure = ref<string>()

  async function load(): Promise<void> {
    try {
      diagnostics.value = await mainApi.getDiagnostics()
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  void load()
  return { diagnostics, failure }
}
