/** Whether the window may act on a shortcut or on an item of the menu. */

/**
 * An open dialog comes first, wherever the focus is: it handles its own keys, and may hold text or a code that another view
 * would take away.
 */
export function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog],[role=alertdialog]') !== null
}

/** True where a key types text. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  )
}
