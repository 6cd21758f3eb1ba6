import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { nameOr } from '../support/display-text'
import type { Notices } from './use-notices'

/** Deletes passkeys to the trash, and takes it back: by the notice's button or by key. */
export function useDeletion(notices: Notices, onRestored: (id: string) => void) {
  const deleted: string[] = []

  async function restore(id: string): Promise<void> {
    const index = deleted.lastIndexOf(id)
    // It was taken back already, by key or by button.
    if (index === -1) return
    deleted.splice(index, 1)
    const restored = await notices.attempt('The passkey could not be brought back', () =>
      mainApi.restorePasskey(id),
    )
    if (restored) onRestored(id)
    else deleted.push(id)
  }

  /** True when it is gone. */
  async function remove(passkey: PasskeySummary): Promise<boolean> {
    const { id, userDisplayName, userName, rpId } = passkey
    const gone = await notices.attempt('The passkey could not be deleted', () =>
      mainApi.deletePasskey(id),
    )
    if (!gone) return false
    deleted.push(id)
    const name = nameOr(userDisplayName || userName, 'without a name', 80)
    notices.tell({
      text: `Deleted “${name}” of ${rpId}`,
      action: { label: 'Undo', run: () => void restore(id) },
    })
    return true
  }

  async function undo(): Promise<void> {
    const last = deleted.at(-1)
    if (last !== undefined) await restore(last)
  }

  return { remove, undo }
}
