import { onScopeDispose, watch, watchEffect } from 'vue'
import { askerOf } from '../../shared/asker'
import type { Question } from '../../shared/question'
import { viewTitles, type View } from '../../shared/view'
import { displayText } from '../support/display-text'

/**
 * The window's title names the origin that asks, or else the current view. When the view changes, its heading takes the
 * focus, so that a screen reader reads the heading and the Tab key continues from there.
 *
 * @param question the question that is shown.
 * @param main the element around the view.
 */
export function useViewHeading(
  view: () => View,
  question: () => Question | undefined,
  main: () => HTMLElement | null,
): void {
  watchEffect(() => {
    const asked = question()
    const subject = asked ? `${displayText(askerOf(asked))} asks` : viewTitles[view()]
    document.title = `${subject} – Latchkey`
  })
  watch(view, () => headingIn(main())?.focus({ preventScroll: true }), { flush: 'post' })
  onScopeDispose(() => {
    document.title = 'Latchkey'
  })
}

/** Undefined while a dialog keeps the focus. */
function headingIn(main: HTMLElement | null): HTMLElement | undefined {
  const headings = Array.from(main?.querySelectorAll('h1') ?? [])
  return headings.find((one) => one.closest('[inert], [aria-hidden=true]') === null)
}
