/**
 * `latchkey.js` of an automation session. A test driver adds the script to every page before the page's own scripts.
 * The script contains its bridge and its grant, so the page need not be paired and its storage stays unused.
 */
import type { ClientName } from '../shared/client-name'
import { requestedTimeout } from '../shared/ceremony-timeout'
import { fixedGrant } from './connection/fixed-grant'
import type { StoredGrant } from './connection/grants'
import { explainToTests } from './errors'
import { load } from './load'

declare const __LATCHKEY_VERSION__: string

/** Filled in when the app serves the script. */
declare const __LATCHKEY_SESSION__: StoredGrant & {
  /** The bridge's host and port. */
  readonly host: string
  readonly client: ClientName
}

// The build puts a check before this script: documents without passkeys in browsers do not come here.
const { client, host, grant, token } = __LATCHKEY_SESSION__
explainToTests()
load(window, {
  host,
  whenAbsent: 'refuse',
  version: __LATCHKEY_VERSION__,
  document,
  timeoutOf: requestedTimeout,
  pair: undefined,
  client,
  grantsIn: () => fixedGrant({ grant, token }),
})
