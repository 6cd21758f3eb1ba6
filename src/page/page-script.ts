import { awaitable } from './awaitable'
import { freeze, queueMicrotask } from './builtins'
import { SOCKET_PATH } from '../shared/bridge-messages'
import type { ClientName } from '../shared/client-name'
import { beforeCache } from './before-cache'
import { absencePorts, ceremonyDocument, connectionPorts, warn } from './browser'
import { capabilityReader } from './capabilities'
import { clientBehaviour } from './client-behaviour'
import { Ceremonies } from './ceremony/ceremony'
import { explainAbsence } from './connection/absence'
import { Connection } from './connection/connection'
import { grantKey, type GrantKeeper } from './connection/grants'
import { pair } from './connection/pair'
import type { PairRequest } from './connection/pair-request'
import { createCredential, credentialRealm } from './credential/credential'
import { listen } from './events'
import { framePlace } from './frame'
import type { Latchkey } from './latchkey'
import { addAll } from './lists'
import { containerPatches, storePatches } from './patch/container'
import { applyPatches, promiserOf, type Patch } from './patch/descriptors'
import { addMissingInterfaces } from './patch/interfaces'
import { memberPatches } from './patch/members'
import { staticPatches, type StaticCalls } from './patch/statics'
import type { Realm } from './realm'
import type { ScriptSettings } from './script-element'
import { signalSender } from './signal'

/** How and where the script was loaded. */
export interface ScriptHome extends ScriptSettings {
  /** Version of the script. */
  readonly version: string
  /** The document that loaded the script. */
  readonly document: Document
  /** Maps the page's requested timeout to the one used, in ms. */
  readonly timeoutOf: (requestedMs: number | undefined) => number
  /** Undefined for the pages of an automation session, whose script contains the grant. */
  readonly pair: PairRequest | undefined
  /** The client that the script plays. */
  readonly client: ClientName
  /** Keeps the grant for the documents of a realm. */
  readonly grantsIn: (realm: Realm) => GrantKeeper
}

/** Makes Latchkey answer the WebAuthn calls of the document in `realm`: the page's own, or a frame's. */
export function startPageScript(realm: Realm, home: ScriptHome): Latchkey {
  const { host, timeoutOf, version, whenAbsent } = home
  const behaviour = clientBehaviour(home.client)
  const url = `ws://${host}${SOCKET_PATH}`
  const frame = framePlace(realm)
  const absence = absencePorts(realm, host)
  const explain = () => explainAbsence(absence, host)
  const ports = connectionPorts(realm, url)
  const connection = new Connection(ports, {
    host,
    greeter: { origin: realm.origin, frame, version },
    grants: home.grantsIn(realm),
    pair: home.pair,
  })
  const promised = promiserOf(realm)
  const capabilities = capabilityReader(connection, ports.after, behaviour)
  const ceremonies = new Ceremonies({
    connection,
    document: ceremonyDocument(realm, frame),
    host,
    whenAbsent,
    explainAbsence: explain,
    createCredential: (json) => createCredential(json, classes),
    after: ports.after,
    timeoutOf,
    behaviour,
    supportsImmediate: async () => (await awaitable(capabilities())).immediateGet === true,
    warn,
  })
  // A frame's window keeps its listeners when its first, empty document is replaced, so they also run for the next document.
  listen(realm, 'DOMContentLoaded', () => ceremonies.endIfLeft())
  const isPatched = patch(realm, ceremonies, {
    signal: signalSender(connection, ports.after, realm.origin),
    capabilities,
    hasSignals: behaviour.signals,
  })
  if (isPatched) keepConnected(realm, connection, home)
  // After the patches, because they add the classes that some web views lack.
  const classes = credentialRealm(realm)
  return freeze({
    version,
    url,
    get state() {
      return isPatched ? connection.state : 'unpatched'
    },
    pair: () =>
      promised(
        pair({
          connection,
          host,
          origin: realm.origin,
          after: ports.after,
          explainAbsence: async () => (await awaitable(explain())).message,
        }),
      ),
  })
}

/** Patches all members. If the page or an extension has sealed one of them, patches none and returns false. */
function patch(realm: Realm, ceremonies: Ceremonies, statics: StaticCalls): boolean {
  try {
    addMissingInterfaces(realm)
    const patches: Patch[] = []
    addAll(patches, containerPatches(realm, 'create', ceremonies.create))
    addAll(patches, containerPatches(realm, 'get', ceremonies.get))
    addAll(patches, storePatches(realm))
    addAll(patches, memberPatches(realm))
    addAll(patches, staticPatches(realm, statics))
    applyPatches(patches)
    return true
  } catch {
    warn(
      'A script or an extension has sealed navigator.credentials or PublicKeyCredential, so passkeys do not come from Latchkey. Load latchkey.js before any other script.',
    )
    return false
  }
}

/**
 * Connects a paired page at the start, and again after the back/forward cache. A frame connects at its first request. A
 * document that has tried to reach the app connects when another tab was paired.
 */
function keepConnected(realm: Realm, connection: Connection, home: ScriptHome): void {
  beforeCache(realm, () => connection.suspend())
  // Not for pages that cannot be paired, because such a listener makes the browser open the page's storage.
  if (home.pair)
    listen(realm, 'storage', ({ key }: StorageEvent) => {
      if (key === grantKey(home.host) && connection.state !== 'idle') connection.connectIfPaired()
    })
  if (realm.document !== home.document) return
  // A prerendered page is hidden, and a hidden page connects when it is shown. Delayed, because Chromium notes where a socket
  // was opened, and would parse the whole script again to find the line.
  queueMicrotask(() => connection.connectIfPaired())
  listen(realm, 'pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) connection.connectIfPaired()
  })
}
