import { computed, ref } from 'vue'
import type { Names, PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

export interface Renamed {
  readonly id: string
  readonly before: Names
  readonly after: Names
}

/** The form that renames one passkey. A field that the user did not edit follows the page's signals. */
export function useRename(
  passkey: () => PasskeySummary,
  { onDone, onRenamed }: { onDone: () => void; onRenamed: (renamed: Renamed) => void },
) {
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

  /** Only the names that the user edited. A page may have signalled another name that has not arrived here yet. */
  function edited(): Partial<Names> {
    return {
      ...(editedUserName.value !== undefined && { userName: editedUserName.value }),
      ...(editedDisplayName.value !== undefined && { userDisplayName: editedDisplayName.value }),
    }
  }

  async function save(): Promise<void> {
    if (busy.value) return
    if (!changed.value) {
      onDone()
      return
    }
    busy.value = true
    failure.value = undefined
    try {
      const { id, ...now } = passkey()
      const before = { userName: now.userName, userDisplayName: now.userDisplayName }
      const after = { userName: userName.value, userDisplayName: userDisplayName.value }
      await mainApi.renamePasskey(id, edited())
      onRenamed({ id, before, after })
      onDone()
    } catch (error) {
      failure.value = errorMessage(error)
    } finally {
      busy.value = false
    }
  }

  return { userName, userDisplayName, busy, failure, save }
}
