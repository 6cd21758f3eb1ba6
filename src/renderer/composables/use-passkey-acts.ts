import type { PasskeySummary } from '../../shared/passkey'
import { passkeyMenu } from '../support/passkey-menu'
import {
  isForMany,
  type ManyPasskeysAction,
  type OnePasskeyAction,
  type PasskeyAction,
} from '../support/passkey-keys'
import { useContextMenu } from './use-context-menu'
import { useCopyText } from './use-copy-text'
import type { Marked } from './use-marked'
import { useOpenVault } from './use-open-vault'

export interface ActsParts {
  readonly marked: Marked
  /**
   * For passkeys that are about to leave their places. The returned function then moves the focus and the open details to
   * the next row.
   */
  readonly leaving: (ids: readonly string[]) => () => Promise<void>
  /** An action that needs the view: a dialog, the details or another view. */
  readonly one: (action: OnePasskeyAction, passkey: PasskeySummary) => void
  readonly tell: (text: string) => void
}

/** The actions on passkeys of the list, the details, the bar of a selection and the context menu. */
export function usePasskeyActs({ marked, leaving, one, tell }: ActsParts) {
  const { passkeys, passkeyActions, passkeyBrowsing } = useOpenVault()
  const copyText = useCopyText(tell)
  const { menu, openMenu: openItems, closeMenu } = useContextMenu()

  /** The passkey, or all passkeys that are selected with it, in the order of the list. */
  function chosenWith(id: string): PasskeySummary[] {
    const ids = marked.marked.value.has(id) ? marked.marked.value : new Set([id])
    const places = new Map(passkeyBrowsing.ids.value.map((one, place) => [one, place]))
    const placeOf = (passkey: PasskeySummary) => places.get(passkey.id) ?? 0
    const chosen = passkeys.passkeys.value.filter((passkey) => ids.has(passkey.id))
    return chosen.sort((one, other) => placeOf(one) - placeOf(other))
  }

  /** In the list an action for several passkeys is for all that are chosen with this one. */
  async function act(action: PasskeyAction, id: string, from: 'list' | 'detail'): Promise<void> {
    const passkey = passkeys.passkeys.value.find((candidate) => candidate.id === id)
    if (passkey === undefined) return
    if (!isForMany(action)) one(action, passkey)
    else await actOn(action, from === 'list' ? chosenWith(id) : [passkey], from)
  }

  async function actOn(
    action: ManyPasskeysAction,
    chosen: readonly PasskeySummary[],
    from: 'list' | 'detail' = 'list',
  ): Promise<void> {
    if (chosen.length === 0) return
    if (action === 'delete') await remove(chosen)
    else if (action === 'hideOrShow') await hideOrShow(chosen, from)
    else if (action === 'export') await passkeyActions.exportKeys(chosen)
    else await copyText(chosen.map(({ id }) => id).join('\n'), 'credential id')
  }

  async function remove(chosen: readonly PasskeySummary[]): Promise<void> {
    const goOn = leaving(chosen.map(({ id }) => id))
    if (await passkeyActions.remove(chosen)) await goOn()
  }

  /** In the list, the rows leave their places. The details stay as they are. */
  async function hideOrShow(
    chosen: readonly PasskeySummary[],
    from: 'list' | 'detail',
  ): Promise<void> {
    const isShowing = chosen.every(({ hidden }) => hidden !== null)
    const subject = isShowing ? chosen : chosen.filter(({ hidden }) => hidden === null)
    const goOn = leaving(subject.map(({ id }) => id))
    const done = await (isShowing ? passkeyActions.show(subject) : passkeyActions.hide(subject))
    if (!done || from === 'detail') return
    await passkeys.reload()
    await goOn()
  }

  async function openMenu(id: string, event: MouseEvent | KeyboardEvent): Promise<void> {
    const items = () => {
      const chosen = chosenWith(id)
      return passkeyMenu(chosen, {
        act: (action) => void (isForMany(action) ? actOn(action, chosen) : act(action, id, 'list')),
        copy: (text, what) => void copyText(text, what),
      })
    }
    await openItems(items, event)
  }

  return { act, actOn, chosenWith, menu, openMenu, closeMenu }
}
