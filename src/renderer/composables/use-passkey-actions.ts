import type { PasskeySummary } from '../../shared/passkey'
import { mainApi } from '../main-api'
import { shortAccountName } from '../support/account-name'
import { passkeysText } from '../support/count-text'
import { nameChanges } from '../support/describe-change'
import { displayText } from '../support/display-text'
import { errorMessage } from '../support/error-message'
import { namesOf, useOf } from '../support/set-parts'
import { useDeletions, type DeletionParts } from './use-deletions'
import type { Notices } from './use-notices'
import type { Renamed } from './use-rename'
import type { Undo, UndoResult } from './use-undo'

type Passkeys = readonly PasskeySummary[]

/**
 * The user's actions on one or several passkeys, with their undo. Each action shows a notice, and returns true on success.
 *
 * @param about `trash`: what is in it; `onRestored`: called with the id of a passkey whose deletion or hiding was undone.
 */
export function usePasskeyActions(
  notices: Notices,
  undo: Undo,
  { trash, onRestored }: Pick<DeletionParts, 'trash'> & { onRestored: (id: string) => void },
) {
  const { attempt } = notices
  const takeBack = useTakeBack(notices)
  const tellDeleted = useDeletions(undo, {
    trash,
    textOf: (passkeys) => `Deleted ${named(passkeys, 'site')}`,
    restore: (ids) =>
      takeBack(async () => {
        await mainApi.restorePasskeys(ids, 'left-by-user')
        revealFirst(ids)
      }),
  })

  async function remove(passkeys: Passkeys): Promise<boolean> {
    const ids = idsOf(passkeys)
    const what = `${the(passkeys)} could not be deleted`
    if (!(await attempt(what, () => mainApi.deletePasskeys(ids)))) return false
    tellDeleted(passkeys)
    return true
  }

  async function hide(passkeys: Passkeys): Promise<boolean> {
    const ids = idsOf(passkeys)
    const what = `${the(passkeys)} could not be hidden`
    if (!(await attempt(what, () => mainApi.hidePasskeys(ids)))) return false
    undo.did({ text: `Hid ${named(passkeys)} from pages`, sets: ids.map(useOf) }, () =>
      takeBack(async () => {
        await mainApi.showPasskeys(ids, 'left-by-user')
        revealFirst(ids)
      }),
    )
    return true
  }

  async function show(passkeys: Passkeys): Promise<boolean> {
    const before = passkeys.flatMap(({ id, hidden }) => (hidden === null ? [] : [{ id, hidden }]))
    const ids = before.map(({ id }) => id)
    const what = `${the(passkeys)} could not be shown again`
    if (ids.length === 0) return false
    if (!(await attempt(what, () => mainApi.showPasskeys(ids)))) return false
    const verb = ids.length === 1 ? 'is' : 'are'
    // The undo restores when, why and by whom each passkey was hidden.
    const text = `${named(passkeys)} ${verb} visible to pages again`
    undo.did({ text, sets: ids.map(useOf) }, () =>
      takeBack(() => mainApi.hidePasskeysAgain(before)),
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
    const what = 'The site’s names could not be restored'
    if (!(await attempt(what, () => mainApi.followSite(id)))) return false
    const names = nameChanges(own, site)
    const sets = namesOf(id, own, site)
    undo.did({ text: 'Names follow the site again', names, sets }, () =>
      takeBack(() => mainApi.renamePasskey(id, own, site)),
    )
    return true
  }

  /** Announces a rename that was saved, and makes it undoable. */
  function tellRenamed({ id, before, after }: Renamed): void {
    const names = nameChanges(before, after)
    undo.did({ text: 'Renamed', names, sets: namesOf(id, before, after) }, () =>
      takeBack(() => mainApi.renamePasskey(id, before, after)),
    )
  }

  function revealFirst(ids: readonly string[]): void {
    const [first] = ids
    if (first !== undefined) onRestored(first)
  }

  return { remove, hide, show, exportKeys: useKeyExport(notices), followSite, tellRenamed }
}

/** Writes passkeys with their private keys to a file that the user chooses, once the user has confirmed. */
function useKeyExport({ attempt, tell }: Notices): (passkeys: Passkeys) => Promise<boolean> {
  return async (passkeys) => {
    const files: string[] = []
    await attempt(`${the(passkeys)} could not be exported`, async () => {
      const file = await mainApi.exportPasskeys(idsOf(passkeys))
      if (file !== null) files.push(displayText(file, 300))
    })
    for (const file of files)
      tell({ text: `Exported ${named(passkeys)} with private keys to ${file}` })
    return files.length > 0
  }
}

function idsOf(passkeys: Passkeys): string[] {
  return passkeys.map(({ id }) => id)
}

function the(passkeys: Passkeys): string {
  return passkeys.length === 1 ? 'The passkey' : 'The passkeys'
}

/** The name of one passkey in quotes, or how many passkeys there are. */
function named(passkeys: Passkeys, also?: 'site'): string {
  const [first] = passkeys
  if (passkeys.length !== 1 || first === undefined) return passkeysText(passkeys.length)
  return `“${shortAccountName(first)}”${also === 'site' ? ` (${first.rpId})` : ''}`
}

/**
 * Undoes an action with a call that says which values it expects to find. If a value is newer, the call rejects and the
 * notice names the newer value. Such an undo can never succeed, so the step is spent.
 */
function useTakeBack({ tell }: Notices): (call: () => Promise<void>) => Promise<UndoResult> {
  return async (call) => {
    try {
      await call()
      return 'undone'
    } catch (error) {
      tell({ tone: 'danger', text: `Not undone: ${errorMessage(error)}` })
      return error instanceof Error && error.name === 'NewerChangeError' ? 'spent' : 'failed'
    }
  }
}
