/**
 * `latchkey.js` of an automation session: what a test driver adds to every page before the page's own scripts. It has
 * its bridge and its grant inside, so that nothing is paired and nothing is kept in the page's storage.
 */
import type { GrantKeeper, StoredGrant } from './connection/grants'
import { load } from './load'

declare const __LATCHKEY_VERSION__: string

/** Put in when the script is given out. */
declare const __LATCHKEY_SESSION__: StoredGrant & {
  /** The bridge's host and port. */
  readonly host: string
}

// Documents that browsers give no passkeys to, such as `about:blank` before anything was opened, are left alone.
if (typeof document !== 'undefined' && isSecureContext && window.origin !== 'null') {
  const { host, grant, token } = __LATCHKEY_SESSION__
  load(window, {
    host,
    whenAbsent: 'refuse',
    version: __LATCHKEY_VERSION__,
    document,
    grantsIn: () => fixed({ grant, token }),
  })
}

/** A session's grant is as good as the session: there is no other, and it is not forgotten before the page is. */
function fixed(grant: StoredGrant): GrantKeeper {
  return { read: () => grant, keep: () => undefined, forget: () => undefined }
}
