import { bare } from './bare'
import {
  append,
  appendChild,
  attachShadow,
  createElement,
  CSSStyleSheet,
  querySelectorAll,
  remove,
  replaceSync,
  setAttribute,
  showPopover,
  slice,
} from './builtins'
import { sequenceOf } from './lists'

/**
 * Shows the six digits that the user compares with the app's pairing dialog. A closed shadow root isolates it from the page's
 * styles. A constructed style sheet works under every Content-Security-Policy. The colours are the system's.
 */
const STYLES = `
  :host {
    all: initial !important;
    position: fixed !important;
    inset: 16px 16px auto auto !important;
    z-index: 2147483647 !important;
    max-width: calc(100vw - 32px) !important;
    color-scheme: light dark !important;
  }
  div {
    padding: 14px 18px;
    border: 1px solid GrayText;
    border-radius: 12px;
    font: 14px/1.45 system-ui, sans-serif;
    color: CanvasText;
    background: Canvas;
    box-shadow: 0 8px 28px #0005;
  }
  strong {
    display: block;
    font-size: 26px;
  }
`

/** Shows the code, and returns the function that removes it. */
export function showCode(document: Document, code: string): () => void {
  const host = createElement(document, 'latchkey-pairing')
  const root = attachShadow(host, bare({ mode: 'closed' }))
  const sheet = new CSSStyleSheet()
  replaceSync(sheet, STYLES)
  root.adoptedStyleSheets = sequenceOf(sheet)

  const status = createElement(document, 'div')
  setAttribute(status, 'role', 'status')
  appendChild(root, status)
  // Everything outside a modal dialog is inert, including for screen readers.
  const modals = querySelectorAll(document, 'dialog:modal')
  appendChild(modals[modals.length - 1] ?? document.documentElement, host)
  raiseToTop(host)

  // Added after the host is in the document, because screen readers announce changes.
  const digits = createElement(document, 'strong')
  digits.textContent = `${slice(code, 0, 3)} ${slice(code, 3)}`
  append(status, 'Compare with Latchkey: ', digits, 'Allow it there only if both are the same.')
  return () => remove(host)
}

/** Shows the host above a modal dialog of the page, if the browser supports popovers. */
function raiseToTop(host: HTMLElement): void {
  if (!('showPopover' in host)) return
  host.popover = 'manual'
  showPopover(host)
}
