/**
 * `latchkey.js` of an automation session. A test driver adds the script to every page before the page's own scripts.
 * The script contains its bridge and its grant, so the page need not be paired and its storage stays unused.
 */
import { wishedTimeout } from '../shared/ceremony-timeout'
import type { GrantKeeper, StoredGrant } from './connection/grants'
import { load } from './load'

declare const __LATCHKEY_VERSION__: string

/** Filled in when the app serves the script. */
declare const __LATCHKEY_SESSION__: StoredGrant & {
  /** The bridge's host and port. */
  readonly host: string
}

// Documents without passkeys in browsers, such as the first `about:blank`, are left alone.
if (typeof document !== 'undefined' && isSecureContext && window.origin !== 'null') {
  const { host, grant, token } = __LATCHKEY_SESSION__
  load(window, {
    host,
    whenAbsent: 'refuse',
    version: __LATCHKEY_VERSION__,
    document,
    timeoutOf: wishedTimeout,
    grantsIn: () => fixed({ grant, token }),
  })
}

/** The session has one grant, which lasts as long as the page. */
function fixed(grant: StoredGrant): GrantKeeper {
  return { read: () => grant, keep: () => undefined, forget: () => undefined }
}
