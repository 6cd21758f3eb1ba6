import { listen } from './events'
import type { Realm } from './realm'

/**
 * Calls `suspend` when the page enters the back/forward cache, which accepts no page with a socket. The page's own listeners
 * run first, so that the signals that they send still have the socket. Otherwise a page keeps the socket until the browser
 * closes it.
 */
export function beforeCache(realm: Realm, suspend: () => void): void {
  listen(realm, 'pagehide', ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    // The last event before the cache, unless the page was already hidden.
    if (realm.document.visibilityState === 'hidden') suspend()
    else listen(realm, 'visibilitychange', suspend, { once: true })
  })
}
