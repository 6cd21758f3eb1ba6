import { onScopeDispose } from 'vue'
import type { ShortcutId } from '../../shared/shortcuts'
import { views, type View } from '../../shared/view'
import { isShortcut } from '../support/shortcut-keys'
import { isDialogOpen, isTextField } from '../support/shortcut-place'

export interface ShortcutActions {
  readonly palette: () => void
  readonly shortcuts: () => void
  readonly search: () => void
  readonly undo: () => void
  readonly view: (view: View) => void
}

/** The keys of the window that work in every view: those of `src/shared/shortcuts.ts`. */
export function useShortcuts(actions: ShortcutActions): void {
  const runs: readonly (readonly [ShortcutId, () => void])[] = [
    ['palette', actions.palette],
    ['shortcuts', actions.shortcuts],
    ['search', actions.search],
    ['undo', actions.undo],
    ...views.map((view) => [`view-${view}`, () => actions.view(view)] as const),
  ]

  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || isDialogOpen()) return
    const [id, run] = runs.find(([one]) => isShortcut(one, event)) ?? []
    if (id === undefined || (isTextField(event.target) && writes(id, event))) return
    event.preventDefault()
    run?.()
  }

  window.addEventListener('keydown', onKeydown)
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown))
}

/** A text field has its own undo, and takes every character that it can write. */
function writes(id: ShortcutId, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return id === 'undo' || (key.length === 1 && !ctrlKey && !metaKey)
}
