/**
 * Who may drive. A page never may, even with the secret in its hands: whatever a browser sends has a header that
 * gives it away. Pure, over a plain description of a request; all refusals look alike.
 */
import { timingSafeEqual } from 'node:crypto'

/** Headers that a browser adds by itself, and that no page can leave out of all its requests. */
const BROWSER_HEADERS = /^(origin|cookie|sec-fetch-.*)$/

export interface DriverRequest {
  readonly peerAddress: string | undefined
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
  /** The request target, not normalised. */
  readonly target: string
}

export interface GateOptions {
  /** Of the URL's first segment. */
  readonly secret: string
  readonly port: number
}

/** @returns the path below the secret, beginning with a slash; undefined: it is refused. */
export function authorizedPath(
  request: DriverRequest,
  { secret, port }: GateOptions,
): string | undefined {
  const { peerAddress, headers, target } = request
  if (peerAddress !== '127.0.0.1' && peerAddress !== '::1') return undefined
  if (Object.keys(headers).some((name) => BROWSER_HEADERS.test(name))) return undefined
  // A name that somebody's DNS points to this computer brings its own name here.
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  const [host = '', second] = headers.host ?? []
  if (second !== undefined || !hosts.includes(host)) return undefined
  const [, segment = '', path = ''] = /^\/([^/?]*)(\/[^?]*)?(?:\?.*)?$/s.exec(target) ?? []
  return isSame(segment, secret) ? path || '/' : undefined
}

/** In a time that tells nothing about how much of it is right. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
