/** Which RP IDs a page may speak for (WebAuthn §5.1.3 steps 7 and 8, §5.1.4.1). */
import { getPublicSuffix, parse } from 'tldts'
import { WebAuthnError } from '../errors'

/**
 * The RP ID of a ceremony or a signal: the one that the page names, else the host of its origin.
 *
 * @throws {WebAuthnError} `SecurityError` when the origin's host is no domain, or when `wanted` is neither
 *   that domain nor a registrable suffix of it. Related origins are not supported here.
 */
export function rpIdFor(origin: string, wanted: string | undefined): string {
  const domain = effectiveDomain(origin)
  if (domain === null)
    throw new WebAuthnError('SecurityError', `${origin} has no domain, only an address`)
  if (wanted === undefined || wanted === domain) return domain
  if (!isRegistrableSuffix(wanted, domain))
    throw new WebAuthnError(
      'SecurityError',
      `the RP ID ${JSON.stringify(wanted.slice(0, 255))} is not ${domain} nor a registrable suffix of it`,
    )
  return wanted
}

/** The host of an origin when it is a domain (HTML §7.1.1); null for an IP address. */
function effectiveDomain(origin: string): string | null {
  const { hostname } = new URL(origin)
  return hostname === '' || parse(hostname).isIp ? null : hostname
}

/**
 * "Is a registrable domain suffix of" (HTML §7.1.1), for names in their canonical form: lower case, no
 * trailing dot, punycode. Private suffixes such as github.io count as public ones.
 */
function isRegistrableSuffix(suffix: string, domain: string): boolean {
  if (suffix === '' || !domain.endsWith(`.${suffix}`)) return false
  const publicSuffix = getPublicSuffix(domain, { allowPrivateDomains: true })
  return publicSuffix !== null && suffix.endsWith(`.${publicSuffix}`)
}
