import { parse } from 'tldts'
import { parseUrl } from '../../platform/parse-url'

/** The size of the cache. Pages ask repeatedly for the same origins. */
const MOST = 64

const known = new Map<string, string | null>()

/** The host of an origin when it is a domain (HTML §7.1.1); null for an IP address and an opaque origin. */
export function effectiveDomain(origin: string): string | null {
  let domain = known.get(origin)
  if (domain === undefined) {
    domain = domainOf(origin)
    if (known.size >= MOST) known.clear()
    known.set(origin, domain)
  }
  return domain
}

function domainOf(origin: string): string | null {
  const hostname = parseUrl(origin)?.hostname ?? ''
  return hostname === '' || parse(hostname).isIp ? null : hostname
}
