import { defineProperty, symbolFor } from './builtins'
import { Frames } from './frames'
import { startPageScript, type ScriptHome } from './page-script'
import type { Realm } from './realm'

const LOADED = symbolFor('latchkey.loaded')

/** Starts the script once in a document and in each of its same-origin frames. */
export function load(page: Realm, home: ScriptHome): void {
  const frames = new Frames(page.origin, (realm) => {
    if (LOADED in realm) return realm.latchkey?.state !== 'unpatched'
    defineProperty(realm, LOADED, { value: true })
    const latchkey = startPageScript(realm, home)
    defineProperty(realm, 'latchkey', { value: latchkey, configurable: true })
    if (latchkey.state === 'unpatched') return false
    frames.patchElements(realm)
    return true
  })
  if (!(LOADED in page)) frames.see(page)
}
