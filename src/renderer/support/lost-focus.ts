/** True when the element that had the keyboard focus is no longer in the document. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}
