import { shallowRef } from 'vue'
import { entryOfCase } from '../../inspect/case/entry-of-case'
import type { RecordedCeremony } from '../../inspect/case/case-of-entry'
import type { CaseFile } from '../../shared/case-file'
import { mainApi } from '../main-api'
import { useNotices } from '../composables/use-notices'

/** A case file, with its ceremony in the form of an entry of this Latchkey's record. */
interface OpenedCase extends RecordedCeremony {
  readonly file: CaseFile
}

/** Saves a ceremony as a file for another Latchkey, and opens such a file. */
export function useCaseFiles() {
  const { attempt, tell } = useNotices()
  const opened = shallowRef<OpenedCase>()
  /** Each call opens a dialog, so only one runs at a time. */
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
      if (file !== null) opened.value = { file, ...entryOfCase(file) }
    })
  }

  return { opened, save, open }
}
