/**
 * Whether a page may speak for an AppID ("FIDO AppID and Facet Specification" §3.1.2). The page's FacetID is
 * its origin.
 */
import { getDomain } from 'tldts'
import { parseUrl } from '../../../platform/parse-url'

/**
 * Does not fetch the list of trusted facets, and accepts hosts of the same site instead, as browsers do (WebAuthn §10.1.1,
 * note).
 *
 * @returns the AppID to use; null when the page may not use this one.
 */
export function authorizedAppId(appId: string, facetId: string): string | null {
  // Step 2: an empty AppID stands for the page's own.
  if (appId === '') return facetId
  const url = parseUrl(appId)
  if (url === null) return null
  // Step 1: development pages may have no https.
  if (url.protocol !== 'https:') return appId === facetId ? appId : null
  // Step 3
  const facet = new URL(facetId)
  return facet.protocol === 'https:' && isSameSite(url.hostname, facet.hostname) ? appId : null
}

function isSameSite(a: string, b: string): boolean {
  if (a === b) return true
  const site = getDomain(a, { allowPrivateDomains: true })
  return site !== null && site === getDomain(b, { allowPrivateDomains: true })
}
