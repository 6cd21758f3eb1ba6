import { parse } from 'tldts'

/** The host of an origin when it is a domain (HTML §7.1.1); null for an IP address and for an opaque origin. */
export function effectiveDomain(origin: string): string | null {
  if (!URL.canParse(origin)) return null
  const { hostname } = new URL(origin)
  return hostname === '' || parse(hostname).isIp ? null : hostname
}
