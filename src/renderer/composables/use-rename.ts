import { computed, ref } from 'vue'
import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

/** The form that renames one passkey. A field that was not touched keeps what the page last set. */
export function useRename(passkey: () => PasskeySummary, onDone: () => void) {
  const editedUserName = ref<string>()
  const editedDisplayName = ref<string>()
  const busy = ref(false)
  const failure = ref<string>()

  const userName = computed({
    get: () => editedUserName.value ?? passkey().userName,
    set: (text: string) => (editedUserName.value = text),
  })
  const userDisplayName = computed({
    get: () => editedDisplayName.value ?? passkey().userDisplayName,
    set: (text: string) => (editedDisplayName.value = text),
  })
  const changed = computed(
    () =>
      userName.value !== passkey().userName || userDisplayName.value !== passkey().userDisplayName,
  )

  async function save(): Promise<void> {
    if (busy.value) return
    if (!changed.value) {
      onDone()
      return
    }
    busy.value = true
    failure.value = undefined
    try {
      const names = { userName: userName.value, userDisplayName: userDisplayName.value }
      await mainApi.renamePasskey(passkey().id, names)
      onDone()
    } catch (error) {
      failure.value = errorMessage(error)
    } finally {
      busy.value = false
    }
  }

  return { userName, userDisplayName, busy, failure, save }
}
