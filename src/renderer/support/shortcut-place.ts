/** Whether a key press at `target` may be a shortcut of the window. */

/** False inside a dialog, which handles its own keys. */
export function isOutsideDialogs(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest('[role=dialog],[role=alertdialog]') === null
}

/** True where a key types text. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  )
}
