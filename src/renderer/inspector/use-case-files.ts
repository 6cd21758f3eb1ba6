import { shallowRef } from 'vue'
import { entryOfCase } from '../../inspect/case/entry-of-case'
import type { RecordedCeremony } from '../../inspect/case/case-of-entry'
import { mainApi } from '../main-api'
import { useNotices } from '../composables/use-notices'

/** Takes a ceremony to another Latchkey, and opens one that came from there. */
export function useCaseFiles() {
  const { attempt, tell } = useNotices()
  /** The ceremony of the case file that is open. */
  const opened = shallowRef<RecordedCeremony>()
  /** Each call opens a dialog, so only one waits. */
  let isBusy = false

  async function once(failure: string, run: () => Promise<void>): Promise<void> {
    if (isBusy) return
    isBusy = true
    await attempt(failure, run)
    isBusy = false
  }

  function save(entryId: string): Promise<void> {
    return once('The case could not be saved', async () => {
      const place = await mainApi.saveCase(entryId)
      if (place !== null) tell({ text: `Case saved to ${place}` })
    })
  }

  function open(): Promise<void> {
    return once('The case could not be opened', async () => {
      const file = await mainApi.openCase()
      if (file !== null) opened.value = entryOfCase(file)
    })
  }

  return { opened, save, open }
}
