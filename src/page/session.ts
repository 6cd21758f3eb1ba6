/**
 * `latchkey.js` for an automation session. A test driver adds the script to every page before the page's own scripts. The
 * script contains its bridge and its grant, so it needs no pairing and does not use the page's storage.
 */
import type { ClientName } from '../shared/client-name'
import { requestedTimeout } from '../shared/ceremony-timeout'
import { fixedGrant } from './connection/fixed-grant'
import type { StoredGrant } from './connection/grants'
import { explainToTests } from './errors'
import { load } from './load'

declare const __LATCHKEY_VERSION__: string

/** Inserted when the app serves the script. */
declare const __LATCHKEY_SESSION__: StoredGrant & {
  /** The bridge's host and port. */
  readonly host: string
  readonly client: ClientName
}

// The build puts a check before this script, so documents of browsers without passkeys do not reach this line.
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
