import { parse } from 'tldts'

/** Pages ask again and again; so many origins are remembered. */
const MOST = 64

const known = new Map<string, string | null>()

/** The host of an origin when it is a domain (HTML §7.1.1); null for an IP address and for an opaque origin. */
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
  if (!URL.canParse(origin)) return null
  const { hostname } = new URL(origin)
  return hostname === '' || parse(hostname).isIp ? null : hostname
}
