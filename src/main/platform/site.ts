import { parse } from 'tldts'
import { parseUrl } from './parse-url'

/**
 * The site of a page. Each site has one quota. The site is the registrable domain of the origin, with private suffixes such as
 * github.io. Without a registrable domain it is the host, as for localhost, invented test names and addresses.
 */
export function siteOf(origin: string): string {
  const host = parseUrl(origin)?.hostname ?? origin
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true })
  return domain !== null && (isIcann || isPrivate) ? domain : host
}
