import { mainApi } from '../main-api'
import type { Notices } from './use-notices'

/** Switches the bridge. A failure becomes a notice. */
export function useBridgeSwitch({ attempt }: Pick<Notices, 'attempt'>) {
  return async (on: boolean): Promise<void> => {
    await attempt('The bridge could not be switched', () => mainApi.setBridgeEnabled(on))
  }
}
