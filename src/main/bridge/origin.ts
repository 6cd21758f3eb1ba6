import { domainToUnicode } from 'node:url'
import { isLoopbackName } from '../../shared/loopback-name'
import { siteOf } from '../platform/site'

/** Enough for every origin: a host name has at most 253 characters. */
export const MAX_ORIGIN_LENGTH = 300

/**
 * Why a page of this origin may not use the bridge; undefined if it may. WebAuthn needs a secure context: https, or http on
 * this computer.
 *
 * @param isHttpTrusted whether http on every host counts. A browser under test may treat such an origin as secure. The
 *   session's script checks `isSecureContext`, and carries the proof.
 */
export function originFault(origin: string, isHttpTrusted = false): string | undefined {
  if (origin.length > MAX_ORIGIN_LENGTH)
    return `the Origin is longer than ${MAX_ORIGIN_LENGTH} characters`
  if (origin === 'null')
    return 'the Origin is opaque (null), as in a sandboxed frame, a data: URL or a file'
  if (!isCanonicalOrigin(origin)) return 'the Origin is not written as browsers write one'
  const { protocol, hostname } = new URL(origin)
  if (hasEmptyLabel(hostname)) return 'the Origin has a host with an empty label'
  if (protocol === 'https:') return undefined
  if (protocol !== 'http:') return 'the Origin is neither http nor https'
  return isHttpTrusted || isLoopbackName(hostname)
    ? undefined
    : 'the Origin is http on a host other than localhost, so it is not a secure context'
}

/** Whether the text is a serialized tuple origin: no path, no user, lower case, no default port. */
export function isCanonicalOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

/** The origin's host for display, with Unicode instead of Punycode. */
export function displayHost(origin: string): string {
  const { hostname } = new URL(origin)
  // `domainToUnicode` returns an empty string for invalid Punycode.
  return domainToUnicode(hostname) || hostname
}

/**
 * The owner of an origin: all subdomains and ports of one site have the same owner. Limits count owners, because limits that
 * count origins would not bound an owner of many subdomains. On this computer, each port has its own owner.
 */
export function ownerOf(origin: string): string {
  const { hostname, port } = new URL(origin)
  return isLoopbackName(hostname) ? `localhost:${port}` : siteOf(origin)
}

/** A trailing dot is not an empty label: it marks the host as fully qualified. */
function hasEmptyLabel(hostname: string): boolean {
  return hostname.split('.').slice(0, -1).includes('')
}
