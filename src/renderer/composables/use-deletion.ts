import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { nameOr } from '../support/display-text'
import type { Notices } from './use-notices'
import type { Undo } from './use-undo'

/** Deletes passkeys to the trash, and takes it back. */
export function useDeletion(notices: Notices, undo: Undo, onRestored: (id: string) => void) {
  async function restore(id: string): Promise<boolean> {
    const restored = await notices.attempt('The passkey could not be brought back', () =>
      mainApi.restorePasskey(id),
    )
    if (restored) onRestored(id)
    return restored
  }

  /** True when it is gone. */
  async function remove(passkey: PasskeySummary): Promise<boolean> {
    const { id, userDisplayName, userName, rpId } = passkey
    const gone = await notices.attempt('The passkey could not be deleted', () =>
      mainApi.deletePasskey(id),
    )
    if (!gone) return false
    const name = nameOr(userDisplayName || userName, 'without a name', 80)
    undo.did({ text: `Deleted “${name}” of ${rpId}` }, () => restore(id))
    return true
  }

  return { remove }
}
