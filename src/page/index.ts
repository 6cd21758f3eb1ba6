/**
 * `latchkey.js`, the script that a page loads: from here on its `navigator.credentials.create` and
 * `get` and its signals go to the Latchkey that runs on this device. One classic script; a document
 * that loads it twice has it once.
 */
import { warn } from './browser'
import { startPageScript } from './page-script'
import { readScriptElement } from './script-element'

/** The package's version, put in by the build. */
declare const __LATCHKEY_VERSION__: string

const LOADED = Symbol.for('latchkey.loaded')

const script = document.currentScript
if (!window.isSecureContext) {
  warn('Browsers have passkeys on https pages and on localhost alone. This page is neither.')
} else if (!(script instanceof HTMLScriptElement)) {
  warn('latchkey.js must be loaded by a classic <script> element with a src.')
} else if (!(LOADED in window)) {
  Object.defineProperty(window, LOADED, { value: true })
  const latchkey = startPageScript(
    window,
    readScriptElement(script, window.origin),
    __LATCHKEY_VERSION__,
  )
  Object.defineProperty(window, 'latchkey', { value: latchkey, configurable: true })
}
