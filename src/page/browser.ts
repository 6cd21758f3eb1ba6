/** Implements the ports with the browser's globals. Takes them when the script loads, because a page may replace them. */
import { awaitable } from './awaitable'
import { bare } from './bare'
import {
  allowsFeature,
  bound,
  encode,
  exec,
  features,
  getItem,
  getRandomValues,
  importKey,
  Promise,
  queryPermission,
  removeItem,
  setItem,
  sign,
  startsWith,
  TextEncoder,
  Uint8Array,
  type FeaturePolicy,
} from './builtins'
import { SCRIPT_PATH } from '../shared/bridge-messages'
import type { AbsencePorts } from './connection/absence'
import type { StorageOf } from './connection/grants'
import { listen } from './events'
import { includes, sequenceOf, some } from './lists'
import type { CeremonyDocument, ConnectionPorts, FramePlace } from './ports'
import type { Realm } from './realm'
import { socketOpener } from './socket'

/** How long to wait after a failed request, because the policy's verdict is a separate task and may come after the failure. */
const VERDICT_MS = 100

export function connectionPorts(realm: Realm, url: string): ConnectionPorts {
  const { crypto } = realm
  const setTimeout = bound(realm, 'setTimeout')
  const clearTimeout = bound(realm, 'clearTimeout')
  return {
    openSocket: socketOpener(realm, url),
    randomBytes: (length) => getRandomValues(crypto, new Uint8Array(length)),
    hmac: (key) => hmac(crypto.subtle, key),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    whenVisible: (callback) => whenVisible(realm.document, callback),
    warn,
  }
}

export function warn(message: string): void {
  try {
    console.warn(`Latchkey: ${message}`)
  } catch {
    // The page's own function failed.
  }
}

export function storageOf(realm: Window): StorageOf {
  return (keep) => {
    const storage = keep === 'session' ? realm.sessionStorage : realm.localStorage
    return {
      read: (key) => getItem(storage, key),
      write: (key, text) => setItem(storage, key, text),
      remove: (key) => removeItem(storage, key),
    }
  }
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
    current: () => realm.document,
    isFullyActive: () => !realm.closed,
  }
}

/** Starts listening at once, because the policy's verdict comes as an event, and only once. */
export function absencePorts(realm: Realm, host: string): AbsencePorts {
  const { navigator, location } = realm
  const fetch = bound(realm, 'fetch')
  const setTimeout = bound(realm, 'setTimeout')
  const sources = [`ws://${host}`, `http://${host}`]
  let isForbidden = false
  listen(realm, 'securitypolicyviolation', (violation: SecurityPolicyViolationEvent) => {
    const { blockedURI, disposition, effectiveDirective } = violation
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src') return
    if (some(sources, (source) => startsWith(blockedURI, source))) isForbidden = true
  })
  return {
    isForbiddenByPolicy: () => isForbidden,
    localNetworkPermission: async () =>
      isLoopback(location.hostname)
        ? undefined
        : await awaitable(localNetworkPermission(navigator.permissions)),
    isListening: async () => {
      try {
        const how = { mode: 'no-cors', cache: 'no-store', credentials: 'omit' } as const
        await awaitable(fetch(`http://${host}${SCRIPT_PATH}`, bare(how)))
        return true
      } catch {
        await awaitable(new Promise<void>((resolve) => setTimeout(resolve, VERDICT_MS)))
        return false
      }
    },
  }
}

function hmac(
  subtle: SubtleCrypto,
  bytes: Uint8Array<ArrayBuffer>,
): (text: string) => Promise<Uint8Array> {
  const algorithm = bare({ name: 'HMAC', hash: 'SHA-256' })
  const uses = sequenceOf<KeyUsage>('sign')
  const taken = importKey(subtle, 'raw', bytes, algorithm, false, uses)
  return async (text) => {
    const key = await awaitable(taken)
    const data = encode(new TextEncoder(), text)
    return new Uint8Array(await awaitable(sign(subtle, 'HMAC', key, data)))
  }
}

function isPrerendering(document: Document & { prerendering?: boolean }): boolean {
  return document.prerendering === true
}

function whenVisible(document: Document, callback: () => void): void {
  if (document.visibilityState === 'visible') callback()
  else {
    const again = () => whenVisible(document, callback)
    listen(document, 'visibilitychange', again, { once: true })
  }
}

/** A browser that does not know the feature allows same-origin frames and forbids cross-origin frames. */
function allows(document: Document, feature: string, crossOrigin: boolean): boolean {
  const { permissionsPolicy, featurePolicy } = document as {
    permissionsPolicy?: FeaturePolicy
    featurePolicy?: FeaturePolicy
  }
  const policy = permissionsPolicy ?? featurePolicy
  if (policy && allowsFeature(policy, feature)) return true
  // Checked last, because `features()` builds a list of all features at each call.
  return !(policy && includes(features(policy), feature)) && !crossOrigin
}

/** The permission has a new name; older browsers know the old name. */
async function localNetworkPermission(
  permissions: Permissions,
): Promise<PermissionState | undefined> {
  return (
    (await awaitable(permissionState(permissions, 'loopback-network'))) ??
    (await awaitable(permissionState(permissions, 'local-network-access')))
  )
}

/** Undefined in a browser that does not know the name. */
async function permissionState(
  permissions: Permissions,
  name: string,
): Promise<PermissionState | undefined> {
  try {
    const asked = queryPermission(permissions, bare({ name: name as PermissionName }))
    return (await awaitable(asked)).state
  } catch {
    return undefined
  }
}

function isLoopback(hostname: string): boolean {
  return exec(/^(localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/, hostname) !== null
}
