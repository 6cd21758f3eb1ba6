import { define } from './bare'
import { Frames } from './frames'
import { startPageScript, type ScriptHome } from './page-script'
import type { Realm } from './realm'
import { isLoaded, markLoaded, shareObjects } from './shared-objects'

/** Starts the script once in a document and in each of its same-origin frames. */
export function load(page: Realm, home: ScriptHome): void {
  if (isLoaded(page)) return
  shareObjects(page)
  const frames = new Frames(page.origin, (realm) => {
    if (isLoaded(realm)) return realm.latchkey?.state !== 'unpatched'
    markLoaded(realm)
    const latchkey = startPageScript(realm, home)
    define(realm, 'latchkey', latchkey)
    if (latchkey.state === 'unpatched') return false
    frames.patchElements(realm)
    return true
  })
  frames.see(page)
}
