/**
 * `latchkey.js`, the script that a page loads. It sends the `navigator.credentials.create`, `get` and signals of the page and
 * of its same-origin frames to the Latchkey on this device. It is one classic script, and starts once in each document.
 */
import { clampTimeout } from '../shared/ceremony-timeout'
import { storageOf, warn } from './browser'
import { Grants } from './connection/grants'
import { pairRequest } from './connection/pair-request'
import { load } from './load'
import { showCode } from './overlay'
import { readScriptElement } from './script-element'

/** The package's version. The build inserts it. */
declare const __LATCHKEY_VERSION__: string

const script = typeof document === 'undefined' ? null : document.currentScript
if (!isSecureContext) {
  warn('Browsers allow passkeys only on https pages and on localhost. This page is neither.')
} else if (!script || !('src' in script)) {
  warn('Load latchkey.js in a page with a classic <script src>, not in a module or a worker.')
} else {
  const settings = readScriptElement(script, window.origin)
  load(window, {
    ...settings,
    version: __LATCHKEY_VERSION__,
    document,
    timeoutOf: clampTimeout,
    // In the page even for a frame, which may be too small for the code.
    pair: pairRequest(
      () => document.title,
      (code) => showCode(document, code),
    ),
    client: 'latchkey',
    grantsIn: (realm) => new Grants(settings.host, storageOf(realm)),
  })
}
