/**
 * Decides who may drive. A page never may, even if it knows the secret: every request of a browser has a header that only
 * browsers send. All refusals look alike.
 */
import { timingSafeEqual } from 'node:crypto'
import { isNamed, takesPeer, type Reach } from '../platform/reach'

/** Headers that browsers add by themselves. A page cannot send a request without all of them. */
const BROWSER_HEADERS = /^(origin|cookie|sec-fetch-.*)$/

export interface DriverRequest {
  readonly peerAddress: string | undefined
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
  /** The request target as sent, not normalised. */
  readonly target: string
}

export interface GateOptions {
  /** The URL's first path segment. */
  readonly secret: string
  readonly port: number
  readonly reach: Reach
}

/** @returns the path below the secret, with a leading slash; undefined if the request is refused. */
export function authorizedPath(
  request: DriverRequest,
  { secret, port, reach }: GateOptions,
): string | undefined {
  const { peerAddress, headers, target } = request
  if (!takesPeer(reach, peerAddress)) return undefined
  if (Object.keys(headers).some((name) => BROWSER_HEADERS.test(name))) return undefined
  const [host = '', second] = headers.host ?? []
  if (second !== undefined || !isNamed(reach, port, host)) return undefined
  const [, segment = '', path = ''] = /^\/([^/?]*)(\/[^?]*)?(?:\?.*)?$/s.exec(target) ?? []
  return isSame(segment, secret) ? path || '/' : undefined
}

/** Compares in constant time, so that the time does not reveal a partly correct secret. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
