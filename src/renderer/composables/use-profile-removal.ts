import { mainApi } from '../main-api'
import { removedText } from '../support/profile-words'
import type { Notices } from './use-notices'
import type { Undo, UndoResult } from './use-undo'

/** Removes one of the user's provider profiles. The removal can be undone. */
export function useProfileRemoval({ attempt }: Pick<Notices, 'attempt'>, { did }: Undo) {
  async function restore(id: string): Promise<UndoResult> {
    const restored = await attempt('The profile could not be restored', () =>
      mainApi.restoreProfile(id),
    )
    return restored ? 'undone' : 'failed'
  }

  return async (id: string): Promise<void> => {
    await attempt('The profile could not be removed', async () => {
      const text = removedText(await mainApi.removeProfile(id))
      did({ text }, () => restore(id))
    })
  }
}
