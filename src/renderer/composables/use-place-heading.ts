import { onScopeDispose, watch, watchEffect } from 'vue'
import { placeTitles, type Place } from '../support/views'

/**
 * The window's title names the place that is shown. When the place changes, its heading takes the focus: a screen reader
 * reads the heading, and the Tab key goes on from there.
 *
 * @param main the element around the place.
 */
export function usePlaceHeading(place: () => Place, main: () => HTMLElement | null): void {
  watchEffect(() => {
    document.title = `${placeTitles[place()]} – Latchkey`
  })
  watch(place, () => headingIn(main())?.focus({ preventScroll: true }), { flush: 'post' })
  onScopeDispose(() => {
    document.title = 'Latchkey'
  })
}

/** Undefined behind a dialog, which keeps the focus. */
function headingIn(main: HTMLElement | null): HTMLElement | undefined {
  const headings = Array.from(main?.querySelectorAll('h1') ?? [])
  return headings.find((one) => one.closest('[inert], [aria-hidden=true]') === null)
}
