import { onScopeDispose } from 'vue'
import { afterPaint } from '../support/after-paint'
import { isFocusLost } from '../support/lost-focus'

interface Place {
  readonly element: Element
  /** The grid around it. Its rows come and go. */
  readonly grid: Element | null
}

/**
 * When the element with the focus leaves the document, and no other element takes the focus, moves the focus to the open
 * dialog, to the row that replaced the element's row, or to the heading of the view. Otherwise the keyboard would start
 * again at the top of the window.
 */
export function useKeptFocus(): void {
  let last: Place | undefined
  /** The last place outside what goes away by itself, such as a notice, a menu or a dialog. */
  let lasting: Place | undefined

  function onFocus({ target }: FocusEvent): void {
    if (!(target instanceof Element)) return
    last = { element: target, grid: target.closest('[role=grid]') }
    if (target.closest('[data-passing]') === null) lasting = last
  }

  function onChange(): void {
    if (last === undefined || last.element.isConnected) return
    const left = last
    last = undefined
    void goOn(left)
  }

  async function goOn(left: Place): Promise<void> {
    // The code that removed the element may move the focus to a better place.
    await afterPaint()
    if (!isFocusLost()) return
    const back = lasting === left ? [] : [lasting?.element]
    const rows = [left, lasting].map((place) =>
      place?.grid?.querySelector('[role=row][tabindex="0"]'),
    )
    const places = [...dialogs(), ...back, ...rows, ...headings()]
    places.some(takesFocus)
  }

  const observer = new MutationObserver(onChange)
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', onFocus)
  onScopeDispose(() => {
    observer.disconnect()
    document.removeEventListener('focusin', onFocus)
  })
}

/** The topmost dialog first. */
function dialogs(): Element[] {
  return [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].reverse()
}

function headings(): Element[] {
  const all = [...document.querySelectorAll('h1[tabindex], h2[tabindex]')]
  return all.filter((one) => one.closest('[inert], [aria-hidden=true]') === null)
}

function takesFocus(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false
  element.focus({ preventScroll: true })
  return document.activeElement === element
}
