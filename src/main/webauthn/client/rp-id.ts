/** Which RP IDs a page may use (WebAuthn §5.1.3 steps 7 and 8, §5.1.4.1, §5.1.10.1). */
import { getPublicSuffix } from 'tldts'
import { WebAuthnError } from '../errors'
import type { StepNotes } from './ceremony-trail'
import { effectiveDomain } from './effective-domain'
import type { RelatedOriginsSource } from './ports'
import { relatedOriginFault } from './related-origins'

/** How to check an RP ID of another domain, and when to stop. */
export interface RpIdContext {
  readonly relatedOrigins: RelatedOriginsSource
  readonly signal: AbortSignal
  /** The steps of a ceremony; absent for a signal. */
  readonly steps?: StepNotes
}

/**
 * The RP ID of a ceremony or a signal: the one that the page names, else the host of its origin.
 *
 * @returns null for an RP ID that is neither that host nor a suffix of it. Then call {@link relatedRpId}.
 * @throws {WebAuthnError} `SecurityError` when the origin's host is not a domain.
 */
export function ownRpId(origin: string, wanted: string | undefined): string | null {
  const domain = effectiveDomain(origin)
  if (domain === null)
    throw new WebAuthnError('SecurityError', `${origin} has no domain, only an address`)
  if (wanted === undefined || wanted === domain) return domain
  return isRegistrableSuffix(wanted, domain) ? wanted : null
}

/** @param own what {@link ownRpId} returned. */
export function noteRpId(steps: StepNotes, own: string | null, wanted: string | undefined): void {
  steps.reached('rp-id', () => {
    if (own === null) return `${quoted(wanted)} is of another domain: related origins are needed`
    return wanted === undefined
      ? `the page named no RP ID: it is ${own}, the domain of its origin`
      : `the page may use the RP ID ${own}`
  })
}

/**
 * Accepts an RP ID of another domain if that domain names the origin as related.
 *
 * @throws {WebAuthnError} `SecurityError` when it does not. An abort throws its reason.
 */
export async function relatedRpId(
  origin: string,
  wanted = '',
  { relatedOrigins, signal, steps }: RpIdContext,
): Promise<string> {
  steps?.begins('related-origins', 'WebAuthn §5.11.1')
  const fault = await relatedOriginFault(origin, wanted, relatedOrigins, signal)
  steps?.reached('related-origins', () => fault ?? `${wanted} names ${origin} as related`)
  if (fault === null) return wanted
  throw new WebAuthnError(
    'SecurityError',
    `the RP ID ${quoted(wanted)} is neither the domain of ${origin} nor a registrable ` +
      `suffix of it, and the two are not related: ${fault}`,
  )
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

/** Shortens a name for a message. */
function quoted(rpId = ''): string {
  return JSON.stringify(rpId.slice(0, 255))
}
