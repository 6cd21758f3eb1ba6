import { parse } from 'tldts'

/**
 * The site of a page, which has one quota: the registrable domain of its origin, with private suffixes such
 * as github.io; the host where there is none, as for localhost, names that are made up for tests, and addresses.
 */
export function siteOf(origin: string): string {
  const host = URL.canParse(origin) ? new URL(origin).hostname : origin
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true })
  return domain !== null && (isIcann || isPrivate) ? domain : host
}
