/** Implements the ports by the browser's globals, taken when the script loads because a page may replace them. */
import { Promise, TextEncoder, Uint8Array } from './builtins'
import { SCRIPT_PATH } from '../shared/bridge-messages'
import type { AbsencePorts } from './connection/absence'
import type { StorageOf } from './connection/grants'
import { showCode } from './overlay'
import type { CeremonyDocument, ConnectionPorts, FramePlace } from './ports'
import type { Realm } from './realm'
import { socketOpener } from './socket'

/** How long to wait after a failed request: the policy's verdict is a separate task and may come after the failure. */
const VERDICT_MS = 100

/** @param shown the document that shows the pairing code. A frame may be too small for the code. */
export function connectionPorts(realm: Realm, url: string, shown: Document): ConnectionPorts {
  const { crypto } = realm
  const setTimeout = realm.setTimeout.bind(realm)
  const clearTimeout = realm.clearTimeout.bind(realm)
  return {
    openSocket: socketOpener(realm, url),
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
    isFile: () => realm.location.protocol === 'file:',
    // Read at each call, because a frame's window may get another document.
    allows: (feature) => allows(realm.document, feature, crossOrigin),
    isActivated: () => (navigator.userActivation as UserActivation | undefined)?.isActive ?? true,
    isPrerendering: () => isPrerendering(realm.document),
    isFullyActive: () => !realm.closed,
  }
}

/** Listens from now on, because the policy's verdict comes as an event and only once. */
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

/** A browser that does not know the feature allows same-origin frames and forbids cross-origin frames. */
function allows(document: Document, feature: string, crossOrigin: boolean): boolean {
  const { permissionsPolicy, featurePolicy } = document as {
    permissionsPolicy?: FeaturePolicy
    featurePolicy?: FeaturePolicy
  }
  const policy = permissionsPolicy ?? featurePolicy
  if (policy?.allowsFeature(feature)) return true
  // Asked last, because `features()` builds a list of all features at each call.
  return !policy?.features().includes(feature) && !crossOrigin
}

/** The permission has a new name; older browsers know the old name. */
async function localNetworkPermission(
  permissions: Permissions,
): Promise<PermissionState | undefined> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await permissions.query({ name: name as PermissionName })).state
    } catch {
      // This browser does not know the name.
    }
  }
  return undefined
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
}
