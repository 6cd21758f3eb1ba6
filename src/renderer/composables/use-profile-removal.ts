import { mainApi } from '../main-api'
import { removedText } from '../support/profile-words'
import type { Notices } from './use-notices'
import type { Undo } from './use-undo'

/** Removes a provider profile of the user's. The removal can be undone. */
export function useProfileRemoval({ attempt }: Pick<Notices, 'attempt'>, { did }: Undo) {
  const restore = (id: string) =>
    attempt('The profile could not be restored', () => mainApi.restoreProfile(id))

  return async (id: string): Promise<void> => {
    await attempt('The profile could not be removed', async () => {
      const text = removedText(await mainApi.removeProfile(id))
      did({ text }, () => restore(id))
    })
  }
}
