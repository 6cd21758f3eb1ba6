import { onScopeDispose, watch, watchEffect } from 'vue'
import { viewTitles, type View } from '../../shared/view'

/**
 * The window's title names the view that is shown. When the view changes, its heading takes the focus: a screen reader
 * reads the heading, and the Tab key goes on from there.
 *
 * @param main the element around the view.
 */
export function useViewHeading(view: () => View, main: () => HTMLElement | null): void {
  watchEffect(() => {
    document.title = `${viewTitles[view()]} – Latchkey`
  })
  watch(view, () => headingIn(main())?.focus({ preventScroll: true }), { flush: 'post' })
  onScopeDispose(() => {
    document.title = 'Latchkey'
  })
}

/** Undefined behind a dialog, which keeps the focus. */
function headingIn(main: HTMLElement | null): HTMLElement | undefined {
  const headings = Array.from(main?.querySelectorAll('h1') ?? [])
  return headings.find((one) => one.closest('[inert], [aria-hidden=true]') === null)
}
