import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { nameChanges } from '../support/describe-change'
import { nameOr, sentence } from '../support/display-text'
import { errorMessage } from '../support/error-message'
import type { Notices } from './use-notices'
import type { Renamed } from './use-rename'
import type { Undo } from './use-undo'

/** What the user does with a passkey that can be taken back, beside deleting it. */
export function usePasskeyChanges(notices: Notices, undo: Undo) {
  const attemptToHide = (hiding: () => Promise<void>) =>
    notices.attempt('The passkey could not be hidden', hiding)
  const showAgain = (id: string) =>
    notices.attempt('The passkey could not be shown again', () => mainApi.showPasskey(id))

  async function hide(passkey: PasskeySummary): Promise<void> {
    if (!(await attemptToHide(() => mainApi.hidePasskey(passkey.id)))) return
    undo.did({ text: `Hid “${nameOf(passkey)}” from pages` }, () => showAgain(passkey.id))
  }

  async function show(passkey: PasskeySummary): Promise<void> {
    const { id, hidden } = passkey
    if (hidden === null || !(await showAgain(id))) return
    // As it was: when, and why.
    undo.did({ text: `Showed “${nameOf(passkey)}” to pages again` }, () =>
      attemptToHide(() => mainApi.hidePasskey(id, hidden)),
    )
  }

  async function followSite(passkey: PasskeySummary): Promise<void> {
    const { id, userName, userDisplayName, edited } = passkey
    const mine = { userName, userDisplayName }
    const sites = {
      userName: edited.userName ?? userName,
      userDisplayName: edited.userDisplayName ?? userDisplayName,
    }
    const label = 'The passkey could not take the site’s names'
    if (!(await notices.attempt(label, () => mainApi.followSite(id)))) return
    undo.did({ text: 'Follows the site again', names: nameChanges(mine, sites) }, () =>
      notices.attempt('Your names could not be put back', () => mainApi.renamePasskey(id, mine)),
    )
  }

  /** To be called when the user has given other names. */
  function renamed({ id, before, after }: Renamed): void {
    undo.did({ text: 'Renamed', names: nameChanges(before, after) }, () =>
      notices.attempt('The earlier names could not be put back', () =>
        mainApi.renamePasskey(id, before),
      ),
    )
  }

  /** Takes a page's signal back. */
  async function undoSignal(entryId: string): Promise<void> {
    try {
      const { reason } = await mainApi.undoSignal(entryId)
      notices.tell({ text: sentence(reason, 600) })
    } catch (error) {
      const why = errorMessage(error)
      notices.tell({ tone: 'danger', text: `The signal could not be taken back: ${why}` })
    }
  }

  return { hide, show, followSite, renamed, undoSignal }
}

export type PasskeyChanges = ReturnType<typeof usePasskeyChanges>

function nameOf({ userDisplayName, userName }: PasskeySummary): string {
  return nameOr(userDisplayName || userName, 'without a name', 80)
}
