import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { shortAccountName } from '../support/account-name'
import { nameChanges } from '../support/describe-change'
import { sentence } from '../support/display-text'
import { errorMessage } from '../support/error-message'
import type { Notices } from './use-notices'
import type { Renamed } from './use-rename'
import type { Undo } from './use-undo'

/**
 * What the user can do with a passkey and undo. Each action tells what it did, and returns true on success.
 *
 * @param onRestored called with the id of a passkey whose deletion was undone.
 */
export function usePasskeyActions(notices: Notices, undo: Undo, onRestored: (id: string) => void) {
  const attempt = attempts(notices)
  const takeBack = useTakeBack(notices)

  async function remove(passkey: PasskeySummary): Promise<boolean> {
    const { id, rpId } = passkey
    if (!(await attempt.remove(id))) return false
    undo.did({ text: `Deleted “${shortAccountName(passkey)}” (${rpId})` }, () =>
      takeBack(async () => {
        await mainApi.restorePasskey(id, 'left-by-user')
        onRestored(id)
      }),
    )
    return true
  }

  async function hide(passkey: PasskeySummary): Promise<boolean> {
    const { id } = passkey
    if (!(await attempt.hide(id))) return false
    undo.did({ text: `Hid “${shortAccountName(passkey)}” from pages` }, () =>
      takeBack(() => mainApi.showPasskey(id, 'left-by-user')),
    )
    return true
  }

  async function show(passkey: PasskeySummary): Promise<boolean> {
    const { id, hidden } = passkey
    if (hidden === null || !(await attempt.show(id))) return false
    // The undo keeps when, why and by whom the passkey was hidden.
    undo.did({ text: `“${shortAccountName(passkey)}” is visible to pages again` }, () =>
      takeBack(() => mainApi.hidePasskey(id, hidden)),
    )
    return true
  }

  async function followSite(passkey: PasskeySummary): Promise<boolean> {
    const { id, userName, userDisplayName, edited } = passkey
    const own = { userName, userDisplayName }
    const site = {
      userName: edited.userName ?? userName,
      userDisplayName: edited.userDisplayName ?? userDisplayName,
    }
    if (!(await attempt.followSite(id))) return false
    undo.did({ text: 'Names follow the site again', names: nameChanges(own, site) }, () =>
      takeBack(() => mainApi.renamePasskey(id, own, site)),
    )
    return true
  }

  /** Tells about a rename that was saved, and makes it undoable. */
  function tellRenamed({ id, before, after }: Renamed): void {
    const names = nameChanges(before, after)
    undo.did({ text: 'Renamed', names }, () =>
      takeBack(() => mainApi.renamePasskey(id, before, after)),
    )
  }

  return { remove, hide, show, followSite, tellRenamed }
}

/** Calls of the main process whose failure becomes a notice. Each returns true on success. */
function attempts({ attempt }: Notices) {
  return {
    remove: (id: string) =>
      attempt('The passkey could not be deleted', () => mainApi.deletePasskey(id)),
    hide: (id: string) => attempt('The passkey could not be hidden', () => mainApi.hidePasskey(id)),
    show: (id: string) =>
      attempt('The passkey could not be shown again', () => mainApi.showPasskey(id)),
    followSite: (id: string) =>
      attempt('The site’s names could not be restored', () => mainApi.followSite(id)),
  }
}

/**
 * Undoes an action with a call that says what it expects to find. Where something newer stands, the call rejects and
 * the notice says what is newer: such an undo never succeeds, so the step is spent.
 */
function useTakeBack({ tell }: Notices): (call: () => Promise<void>) => Promise<boolean> {
  return async (call) => {
    try {
      await call()
      return true
    } catch (error) {
      tell({ tone: 'danger', text: `Not undone: ${errorMessage(error)}` })
      return error instanceof Error && error.name === 'NewerChangeError'
    }
  }
}

/** Undoes a signal, and tells the result. */
export function useSignalUndo({ tell }: Notices): (entryId: string) => Promise<void> {
  return async (entryId) => {
    try {
      const { reason } = await mainApi.undoSignal(entryId)
      tell({ text: sentence(reason, 600) })
    } catch (error) {
      tell({
        tone: 'danger',
        text: `The signal could not be undone: ${errorMessage(error)}`,
      })
    }
  }
}
