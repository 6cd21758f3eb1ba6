import { mainApi } from '../main-api'
import { changedPasskeys } from '../support/changed-passkeys'
import { useMainList } from './use-main-list'

/** The passkeys of the vault. Events carry small changes, so the list is not read again for each. */
export function usePasskeys() {
  const { list: passkeys, ...rest } = useMainList(() => mainApi.listPasskeys(), 'passkeysChanged', {
    patched: (list, change) => change && changedPasskeys(list, change),
  })
  return { passkeys, ...rest }
}
