import { SOCKET_PATH } from '../shared/bridge-messages'
import { absencePorts, ceremonyDocument, connectionPorts, storageOf, warn } from './browser'
import { Ceremonies } from './ceremony/ceremony'
import { explainAbsence } from './connection/absence'
import { Connection } from './connection/connection'
import { Grants } from './connection/grants'
import { createCredential } from './credential/credential'
import { BridgeFailure, failureFor, notAllowed } from './errors'
import { framePlace } from './frame'
import type { Latchkey } from './latchkey'
import { patchContainer } from './patch/container'
import { bringInterfaces } from './patch/interfaces'
import { patchMembers } from './patch/members'
import { patchStatics } from './patch/statics'
import type { ScriptSettings } from './script-element'
import { signalSender } from './signal'

type Realm = typeof globalThis & Window

/**
 * Makes the passkeys of this document's pages come from Latchkey.
 *
 * @param version of the script.
 */
export function startPageScript(realm: Realm, settings: ScriptSettings, version: string): Latchkey {
  const { host, whenAbsent } = settings
  const url = `ws://${host}${SOCKET_PATH}`
  const frame = framePlace(realm)
  const absence = absencePorts(realm, host)
  const explain = () => explainAbsence(absence, host)
  const connection = new Connection(connectionPorts(realm, url), {
    host,
    greeter: { origin: realm.origin, frame, version },
    grants: new Grants(host, storageOf(realm)),
    pageName: () => realm.document.title,
  })
  const ceremonies = new Ceremonies({
    connection,
    document: ceremonyDocument(realm, frame),
    host,
    whenAbsent,
    explainAbsence: explain,
    createCredential: (json) => createCredential(json, realm),
    warn,
  })
  const isPatched = patch(realm, ceremonies, connection)
  if (isPatched) keepConnected(realm, connection)
  return Object.freeze({
    version,
    url,
    get state() {
      return isPatched ? connection.state : 'unpatched'
    },
    pair: () => pair(connection, host, async () => (await explain()).message),
  })
}

/** False where the page or an extension has sealed what would have to be patched. */
function patch(realm: Realm, ceremonies: Ceremonies, connection: Connection): boolean {
  try {
    bringInterfaces(realm)
    patchMembers(realm)
    patchStatics(realm.PublicKeyCredential, signalSender(connection, realm.origin))
    const { prototype } = realm.CredentialsContainer
    patchContainer(realm.navigator.credentials, prototype, 'create', ceremonies.create)
    patchContainer(realm.navigator.credentials, prototype, 'get', ceremonies.get)
    return true
  } catch {
    warn(
      'navigator.credentials or PublicKeyCredential is sealed in this page, so passkeys do not come from Latchkey. Load latchkey.js before any other script.',
    )
    return false
  }
}

/** A paired page is connected from the start, and again after the back/forward cache. */
function keepConnected(realm: Realm, connection: Connection): void {
  const { document } = realm
  if ('prerendering' in document && document.prerendering === true)
    document.addEventListener('prerenderingchange', () => connection.connectIfPaired())
  else connection.connectIfPaired()
  realm.addEventListener('pagehide', () => connection.suspend())
  realm.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) connection.connectIfPaired()
  })
}

async function pair(
  connection: Connection,
  host: string,
  explainAbsent: () => Promise<string>,
): Promise<void> {
  try {
    await connection.ready({ mayPair: true, signal: undefined })
  } catch (error) {
    if (!(error instanceof BridgeFailure)) throw error
    if (error.kind === 'absent') throw notAllowed(await explainAbsent())
    throw failureFor(error.kind, host)
  }
}
