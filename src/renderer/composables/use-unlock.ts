import { ref } from 'vue'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

/** The ways to open the vault. Only one runs at a time. */
export function useUnlock() {
  const busy = ref(false)
  const failure = ref<string>()

  async function run(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = errorMessage(error)
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    failure,
    retry: () => run(() => mainApi.retryKeychain()),
    unlock: (passphrase: string) => run(() => mainApi.unlockWithPassphrase(passphrase)),
    startNew: () => run(() => mainApi.startNewVault()),
    accept: () => run(() => mainApi.acceptVault()),
    create: (passphrase: string) => run(() => mainApi.createWithPassphrase(passphrase)),
  }
}
