/** The browser, as the ports want it. Taken when the script loads: a page may replace its globals. */
import { SCRIPT_PATH, SUBPROTOCOL } from '../shared/bridge-messages'
import type { AbsencePorts } from './connection/absence'
import type { StorageOf } from './connection/grants'
import { showCode } from './overlay'
import type { CeremonyDocument, ConnectionPorts, FramePlace, Socket, SocketHandlers } from './ports'
import type { Realm } from './realm'

/** A forbidden request fails before or after the policy's verdict is told; the two are tasks of their own. */
const VERDICT_MS = 100
/** WebSocket's code for an end without a closing handshake. */
const ABNORMAL_CLOSURE = 1006

/** @param shown the document that shows the pairing code: a frame may have no room for it. */
export function connectionPorts(realm: Realm, url: string, shown: Document): ConnectionPorts {
  const { WebSocket, crypto } = realm
  const setTimeout = realm.setTimeout.bind(realm)
  const clearTimeout = realm.clearTimeout.bind(realm)
  return {
    openSocket: (handlers) => openSocket(WebSocket, url, handlers),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    hmac: (key, text) => hmac(crypto.subtle, key, text),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    whenVisible: (callback) => whenVisible(realm.document, callback),
    showCode: (code) => showCode(shown, code),
    warn,
  }
}

export function warn(message: string): void {
  console.warn(`Latchkey: ${message}`)
}

export function storageOf(realm: Window): StorageOf {
  return (keep) => (keep === 'session' ? realm.sessionStorage : realm.localStorage)
}

export function ceremonyDocument(realm: Window, { crossOrigin }: FramePlace): CeremonyDocument {
  const { navigator } = realm
  return {
    crossOrigin,
    origin: realm.origin,
    // A frame's window may get another document than its first.
    allows: (feature) => allows(realm.document, feature, crossOrigin),
    isActivated: () => (navigator.userActivation as UserActivation | undefined)?.isActive ?? true,
    isPrerendering: () => isPrerendering(realm.document),
    isFullyActive: () => !realm.closed,
  }
}

/** Listens from now on: the policy's verdict comes as an event, and only once. */
export function absencePorts(realm: Realm, host: string): AbsencePorts {
  const { navigator, location } = realm
  const fetch = realm.fetch.bind(realm)
  const setTimeout = realm.setTimeout.bind(realm)
  const sources = [`ws://${host}`, `http://${host}`]
  let isForbidden = false
  realm.addEventListener('securitypolicyviolation', (violation) => {
    const { blockedURI, disposition, effectiveDirective } = violation
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src') return
    if (sources.some((source) => blockedURI.startsWith(source))) isForbidden = true
  })
  return {
    isForbiddenByPolicy: () => isForbidden,
    localNetworkPermission: async () =>
      isLoopback(location.hostname) ? undefined : localNetworkPermission(navigator.permissions),
    isListening: () =>
      fetch(`http://${host}${SCRIPT_PATH}`, {
        mode: 'no-cors',
        cache: 'no-store',
        credentials: 'omit',
      }).then(
        () => true,
        () => new Promise((resolve) => setTimeout(() => resolve(false), VERDICT_MS)),
      ),
  }
}

function openSocket(
  WebSocketClass: typeof WebSocket,
  url: string,
  handlers: SocketHandlers,
): Socket {
  const socket = new WebSocketClass(url, SUBPROTOCOL)
  let isClosed = false
  const closed = (code: number, reason: string) => {
    if (!isClosed) handlers.closed(code, reason)
    isClosed = true
  }
  socket.addEventListener('open', () => handlers.opened())
  socket.addEventListener('close', ({ code, reason }) => closed(code, reason))
  // Chromium sends no `close` after it where a Content-Security-Policy forbids the socket.
  socket.addEventListener('error', () => closed(ABNORMAL_CLOSURE, ''))
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') handlers.received(data)
  })
  return socket
}

async function hmac(
  subtle: SubtleCrypto,
  bytes: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return new Uint8Array(await subtle.sign('HMAC', key, new TextEncoder().encode(text)))
}

export function isPrerendering(document: Document & { prerendering?: boolean }): boolean {
  return document.prerendering === true
}

function whenVisible(document: Document, callback: () => void): void {
  if (document.visibilityState === 'visible') callback()
  else
    document.addEventListener('visibilitychange', () => whenVisible(document, callback), {
      once: true,
    })
}

interface FeaturePolicy {
  features(): string[]
  allowsFeature(feature: string): boolean
}

/** Where the browser does not know the feature, same-origin frames may and cross-origin ones may not. */
function allows(document: Document, feature: string, crossOrigin: boolean): boolean {
  const { permissionsPolicy, featurePolicy } = document as {
    permissionsPolicy?: FeaturePolicy
    featurePolicy?: FeaturePolicy
  }
  const policy = permissionsPolicy ?? featurePolicy
  if (policy?.allowsFeature(feature)) return true
  // Asked second: it lists all that the browser knows, each time anew.
  return !policy?.features().includes(feature) && !crossOrigin
}

/** Under its name of today, or the one before. */
async function localNetworkPermission(
  permissions: Permissions,
): Promise<PermissionState | undefined> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await permissions.query({ name: name as PermissionName })).state
    } catch {
      // This browser does not know that name.
    }
  }
  return undefined
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}
