import { CSSStyleSheet } from './builtins'

/**
 * Shows the six digits that the user compares with the app's pairing dialog. A closed shadow root keeps the page's
 * styles away. A constructed style sheet works under every Content-Security-Policy. The colours are the system's.
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
  const host = document.createElement('latchkey-pairing')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
  root.adoptedStyleSheets = [sheet]

  const status = document.createElement('div')
  status.setAttribute('role', 'status')
  root.append(status)
  // Everything outside of a modal dialog is inert, also for screen readers.
  const [...modals] = document.querySelectorAll('dialog:modal')
  ;(modals.at(-1) ?? document.documentElement).append(host)
  raiseToTop(host)

  // Added after the host is in the document, because screen readers announce changes.
  const digits = document.createElement('strong')
  digits.textContent = code.replace(/^(\d{3})(?=\d{3}$)/, '$1 ')
  status.append('Compare with Latchkey: ', digits, 'Allow it there only if both are the same.')
  return () => host.remove()
}

/** Shows the host above a modal dialog of the page, where the browser supports popovers. */
function raiseToTop(host: HTMLElement): void {
  if (!('showPopover' in host)) return
  host.popover = 'manual'
  host.showPopover()
}
