/**
 * The checks that every request must pass (docs/bridge-protocol.md, "Checks"), as pure functions over a
 * description of the request. A refused caller does not learn which check failed.
 */
import { SCRIPT_PATH, SOCKET_PATH, SUBPROTOCOL } from '../../shared/bridge-messages'
import { isNamed, takesPeer, type Reach } from '../platform/reach'
import { originFault } from './origin'

/** A request as received. All members are untrusted. */
export interface RequestDescription {
  readonly peerAddress: string | undefined
  readonly method: string | undefined
  /** The request target as sent, not normalised. */
  readonly target: string | undefined
  readonly httpVersion: string
  /** Every value of every header, names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
}

export interface ServerContext {
  /** The port that received the request. */
  readonly port: number
  readonly reach: Reach
  /** Whether pages of every http origin may connect, as in automation. They still need a grant. */
  readonly isHttpTrusted?: boolean
  isBlocked(origin: string): boolean
  /** Why no more sockets of this origin may open; undefined if one may. */
  fullFor(origin: string): string | undefined
}

/** A refusal. The reason goes into the record; the caller does not get it. */
export interface Refusal {
  readonly ok: false
  readonly status: RefusalStatus
  readonly reason: string
}

/** 400: the Host header is missing, which HTTP requires. 429: too many sockets. 403: everything else. */
type RefusalStatus = 400 | 403 | 429

/** Checks whether a request may become a WebSocket, and returns the page's origin. */
export function checkUpgrade(
  request: RequestDescription,
  server: ServerContext,
): { readonly ok: true; readonly origin: string } | Refusal {
  const fault =
    peerFault(request, server) ??
    hostFault(request, server) ??
    targetFault(request, SOCKET_PATH, ['GET']) ??
    handshakeFault(request)
  if (fault) return fault
  const origin = oneValue(request, 'origin', 'Origin')
  if (typeof origin !== 'string') return origin
  const wrong = originFault(origin, server.isHttpTrusted)
  if (wrong !== undefined) return refuse(wrong)
  if (server.isBlocked(origin)) return refuse('the user has blocked this origin')
  const full = server.fullFor(origin)
  return full === undefined ? { ok: true, origin } : refuse(full, 429)
}

/** Checks whether a request may get the page's script. */
export function checkScriptRequest(
  request: RequestDescription,
  server: ServerContext,
): { readonly ok: true } | Refusal {
  return (
    peerFault(request, server) ??
    hostFault(request, server) ??
    targetFault(request, SCRIPT_PATH, ['GET', 'HEAD']) ??
    fetchMetadataFault(request) ?? { ok: true }
  )
}

function peerFault(
  { peerAddress }: RequestDescription,
  { reach }: ServerContext,
): Refusal | undefined {
  return takesPeer(reach, peerAddress)
    ? undefined
    : refuse('the connection does not come from this computer')
}

function hostFault(
  request: RequestDescription,
  { port, reach }: ServerContext,
): Refusal | undefined {
  if (request.headers.host === undefined) return refuse('the Host header is missing', 400)
  const host = oneValue(request, 'host', 'Host')
  if (typeof host !== 'string') return host
  return isNamed(reach, port, host)
    ? undefined
    : refuse('the Host header names another host or port')
}

function targetFault(
  { method = '', target, httpVersion }: RequestDescription,
  path: string,
  methods: readonly string[],
): Refusal | undefined {
  if (target !== path) return refuse(`the request is not for ${path}`)
  if (!methods.includes(method)) return refuse(`the method is not ${methods.join(' or ')}`)
  return httpVersion === '1.1' ? undefined : refuse('the request is not HTTP/1.1')
}

/** The client's handshake (RFC 6455 §4.2.1), with Latchkey's subprotocol only. */
function handshakeFault({ headers }: RequestDescription): Refusal | undefined {
  const has = (name: string, valid: (value: string) => boolean) =>
    headers[name]?.length === 1 && headers[name].every(valid)
  if (!has('upgrade', (value) => value.toLowerCase() === 'websocket'))
    return refuse('the request is not an upgrade to WebSocket')
  if (!has('sec-websocket-version', (value) => value === '13'))
    return refuse('Sec-WebSocket-Version is not 13')
  if (!has('sec-websocket-key', (value) => /^[+/0-9A-Za-z]{22}==$/.test(value)))
    return refuse('Sec-WebSocket-Key is missing or malformed')
  return has('sec-websocket-protocol', (value) => value === SUBPROTOCOL)
    ? undefined
    : refuse(`the subprotocol is not ${SUBPROTOCOL}`)
}

/**
 * Browsers send Fetch Metadata only to hosts that they treat as this computer. A request through a rebound DNS
 * name or 0.0.0.0 has no Fetch Metadata.
 */
function fetchMetadataFault(request: RequestDescription): Refusal | undefined {
  const site = oneValue(request, 'sec-fetch-site', 'Sec-Fetch-Site')
  if (typeof site !== 'string') return site
  return request.headers['service-worker'] === undefined
    ? undefined
    : refuse('the script may not become a service worker')
}

function oneValue({ headers }: RequestDescription, name: string, shown: string): string | Refusal {
  const [value, second] = headers[name] ?? []
  if (value === undefined) return refuse(`the ${shown} header is missing`)
  return second === undefined ? value : refuse(`there are two ${shown} headers`)
}

function refuse(reason: string, status: RefusalStatus = 403): Refusal {
  return { ok: false, status, reason }
}
