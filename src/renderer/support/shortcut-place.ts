/** Whether a key press that happened at `target` may be a shortcut of the window. */

/** False inside a dialog: its keys are its own. */
export function isOutsideDialogs(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest('[role=dialog],[role=alertdialog]') === null
}

/** True where a key writes text. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))
  )
}
