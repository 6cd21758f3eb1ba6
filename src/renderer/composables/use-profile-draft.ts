import { computed, onMounted, ref, shallowRef } from 'vue'
import type {
  FieldValue,
  ProfileDraft,
  ProfileEdit,
  ProfileFault,
  ProfileForm,
} from '../../shared/profile-form'
import { mainApi } from '../main-api'
import { errorMessage } from '../support/error-message'

interface Names {
  readonly id: string
  readonly title: string
  readonly summary: string
}

/**
 * The user's draft of a profile. The main process checks every change.
 *
 * @param profile the id of the profile that is edited or copied.
 */
export function useProfileDraft(profile: string, edit: ProfileEdit) {
  const form = shallowRef<ProfileForm>()
  const names = shallowRef<Names>({ id: '', title: '', summary: '' })
  const changes = shallowRef<Readonly<Record<string, FieldValue>>>({})
  const faults = shallowRef<readonly ProfileFault[]>([])
  /** Why the profile cannot be read, checked or saved. */
  const failure = ref<string>()
  const saving = ref(false)
  let lastCheck = 0

  const changed = computed(() => {
    const { value } = form
    const { id, title, summary } = names.value
    const isRenamed =
      value && (value.id !== id || value.title !== title || value.summary !== summary)
    return isRenamed === true || Object.keys(changes.value).length > 0
  })

  onMounted(() =>
    attempt(async () => {
      const { id, title, summary } = (form.value = await mainApi.editProfile(profile, edit))
      names.value = { id, title, summary }
    }),
  )

  async function attempt(work: () => Promise<void>): Promise<void> {
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = errorMessage(error)
    }
  }

  function draft(): ProfileDraft {
    return { base: profile, edit, ...names.value, changes: changes.value }
  }

  /** Drops an answer about an earlier draft. */
  async function check(): Promise<void> {
    const number = ++lastCheck
    await attempt(async () => {
      const found = await mainApi.checkProfile(draft())
      if (number === lastCheck) faults.value = found
    })
  }

  function rename(given: Partial<Names>): void {
    names.value = { ...names.value, ...given }
    void check()
  }

  /** Sets a field. The original value does not count as a change. */
  function set(path: string, value: FieldValue, before: FieldValue): void {
    const { [path]: _, ...others } = changes.value
    const isBack = JSON.stringify(value) === JSON.stringify(before)
    changes.value = isBack ? others : { ...others, [path]: value }
    void check()
  }

  function undoAll(): void {
    changes.value = {}
    void check()
  }

  /** @returns true when the profile was saved. */
  async function save(): Promise<boolean> {
    if (saving.value || !form.value) return false
    saving.value = true
    lastCheck++
    let isSaved = false
    await attempt(async () => {
      faults.value = await mainApi.saveProfile(draft())
      isSaved = faults.value.length === 0
    })
    saving.value = false
    return isSaved
  }

  return { form, names, changes, changed, faults, failure, saving, rename, set, undoAll, save }
}
