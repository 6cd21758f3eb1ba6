import { ref } from 'vue'
import { errorMessage } from '../support/error-message'

/** A change of what opens the vault: only one at a time, with the reason if it fails. */
export function useKeyChange() {
  const busy = ref(false)
  const failure = ref<string>()

  /** @returns whether the change was made. */
  async function run(change: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failure.value = undefined
    try {
      await change()
      return true
    } catch (error) {
      failure.value = errorMessage(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, run }
}
