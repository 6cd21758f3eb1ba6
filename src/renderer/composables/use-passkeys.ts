import { mainApi } from '../main-api'
import { useKeptList } from './use-kept-list'

/** The passkeys kept by the main process. */
export function usePasskeys() {
  const { list: passkeys, ...rest } = useKeptList(() => mainApi.listPasskeys(), 'passkeysChanged')
  return { passkeys, ...rest }
}
