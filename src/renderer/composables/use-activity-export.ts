import { ref } from 'vue'
import { mainApi } from '../main-api'
import { useNotices } from './use-notices'

/** Saves the record to a file. Only one save runs at a time, because each opens a dialog. */
export function useActivityExport() {
  const { attempt, tell } = useNotices()
  const saving = ref(false)

  async function save(): Promise<void> {
    if (saving.value) return
    saving.value = true
    await attempt('Activity could not be exported', async () => {
      const place = await mainApi.exportActivity()
      if (place !== null) tell({ text: `Activity exported to ${place}` })
    })
    saving.value = false
  }

  return { saving, save }
}
