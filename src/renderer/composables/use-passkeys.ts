import { onScopeDispose, ref, shallowRef } from 'vue'
import type { PasskeySummary } from '../../shared/passkey'
import { mainApi, onMainEvent } from '../main-api'
import { errorMessage } from '../support/error-message'

/** The passkeys kept by the main process, read again whenever it says that they changed. */
export function usePasskeys() {
  const passkeys = shallowRef<readonly PasskeySummary[]>([])
  const loaded = ref(false)
  const failure = ref<string>()
  let latest = 0

  async function reload(): Promise<void> {
    const turn = ++latest
    try {
      const read = await mainApi.listPasskeys()
      // An answer that was overtaken by a later one is old news.
      if (turn !== latest) return
      passkeys.value = read
      failure.value = undefined
      loaded.value = true
    } catch (error) {
      if (turn === latest) failure.value = errorMessage(error)
    }
  }

  onScopeDispose(onMainEvent('passkeysChanged', () => void reload()))
  void reload()

  return { passkeys, loaded, failure, reload }
}
