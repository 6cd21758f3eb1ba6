import { ref } from 'vue'
import { mainApi } from '../main-api'
import type { Notices } from './use-notices'

/** Opens the demo's page in the browser. A failure becomes a notice. */
export function useDemoPage({ attempt }: Pick<Notices, 'attempt'>) {
  const opening = ref(false)

  async function open(): Promise<void> {
    if (opening.value) return
    opening.value = true
    await attempt('The demo page was not opened', () => mainApi.openDemo())
    opening.value = false
  }

  return { opening, open }
}
