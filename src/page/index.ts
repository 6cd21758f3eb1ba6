/**
 * `latchkey.js`, the script that a page loads: from here on its `navigator.credentials.create` and
 * `get` and its signals, and those of its same-origin frames, go to the Latchkey that runs on this device.
 * One classic script; a document that loads it twice, or that its parent has seen to, has it once.
 */
import { warn } from './browser'
import { Frames } from './frames'
import { startPageScript, type ScriptHome } from './page-script'
import type { Realm } from './realm'
import { readScriptElement } from './script-element'

/** The package's version, put in by the build. */
declare const __LATCHKEY_VERSION__: string

const LOADED = Symbol.for('latchkey.loaded')

const script = typeof document === 'undefined' ? null : document.currentScript
if (!isSecureContext) {
  warn('Browsers have passkeys on https pages and on localhost alone. This page is neither.')
} else if (!script || !('src' in script)) {
  warn('Load latchkey.js in a page by a classic <script> with a src, not in a module or a worker.')
} else {
  const settings = readScriptElement(script, window.origin)
  load(window, { ...settings, version: __LATCHKEY_VERSION__, document })
}

function load(page: Realm, home: ScriptHome): void {
  const frames = new Frames(page.origin, (realm) => {
    if (LOADED in realm) return realm.latchkey?.state !== 'unpatched'
    Object.defineProperty(realm, LOADED, { value: true })
    const latchkey = startPageScript(realm, home)
    Object.defineProperty(realm, 'latchkey', { value: latchkey, configurable: true })
    if (latchkey.state === 'unpatched') return false
    frames.patchElements(realm)
    return true
  })
  if (!(LOADED in page)) frames.see(page)
}
