import { onScopeDispose } from 'vue'
import { isOutsideDialogs, isTextField } from '../support/shortcut-place'
import { views, type View } from '../../shared/view'

export interface ShortcutActions {
  readonly search: () => void
  readonly undo: () => void
  readonly view: (view: View) => void
}

/** The shortcuts of the window: Ctrl/Cmd+F and `/` search, Ctrl/Cmd+Z undoes, Ctrl/Cmd+1 to 6 show a view. */
export function useShortcuts(actions: ShortcutActions): void {
  function run(event: KeyboardEvent): boolean {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const writing = isTextField(event.target)
    if (command && event.key === 'f') actions.search()
    else if (command && event.key === 'z' && !writing) actions.undo()
    else if (command && /^[1-6]$/.test(event.key)) {
      actions.view(views[Number(event.key) - 1] ?? 'passkeys')
    } else if (event.key === '/' && !writing && !event.ctrlKey && !event.metaKey) actions.search()
    else return false
    return true
  }
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isOutsideDialogs(event.target)) return
    if (run(event)) event.preventDefault()
  }
  window.addEventListener('keydown', onKeydown)
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown))
}
