import { mainApi } from '../main-api'
import { changedPasskeys } from '../support/changed-passkeys'
import { useMainList } from './use-main-list'

/** The passkeys kept by the main process. Small changes come with their events; they are not read again for these. */
export function usePasskeys() {
  const { list: passkeys, ...rest } = useMainList(() => mainApi.listPasskeys(), 'passkeysChanged', {
    patched: (list, change) => change && changedPasskeys(list, change),
  })
  return { passkeys, ...rest }
}
