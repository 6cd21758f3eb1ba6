/** The transports that a page states for the passkeys that it allows (WebAuthn §5.8.3), handled as in Chromium. */
import { AUTHENTICATOR_TRANSPORTS } from '../../../shared/authenticator-configuration'
import type { OfferCause } from '../../../shared/offer-cause'
import type { RequestOptionsJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'

type Descriptors = RequestOptionsJson['allowCredentials']

const KNOWN: ReadonlySet<string> = new Set(AUTHENTICATOR_TRANSPORTS)

/**
 * Why a page's list excludes an authenticator, for the record. A descriptor without a known transport allows any transport, for
 * itself and for every other passkey of the list.
 *
 * @returns null when the list does not exclude the authenticator.
 */
export function transportFault(
  descriptors: Descriptors,
  authenticator: AuthenticatorDescription,
): string | null {
  const cause = transportCause(descriptors, authenticator)
  if (cause.is !== 'transports-differ') return null
  return (
    `the page says that the passkeys it allows are reached over ${cause.stated.join(', ')}; ` +
    `this authenticator is reached over ${cause.own.join(', ')}`
  )
}

/** How the transports of a page's list affect an authenticator. */
export function transportCause(
  descriptors: Descriptors,
  authenticator: AuthenticatorDescription,
): OfferCause {
  const stated = statedTransports(descriptors)
  if (stated === null) return { is: 'transports-not-stated' }
  const own = reachedOver(authenticator)
  return own.some((transport) => stated.has(transport))
    ? { is: 'transports-match' }
    : { is: 'transports-differ', stated: [...stated], own: [...own] }
}

/** @returns null for any transport. */
function statedTransports(descriptors: Descriptors): ReadonlySet<string> | null {
  const stated = new Set<string>()
  for (const { type, transports = [] } of descriptors) {
    if (type !== 'public-key') continue
    const known = transports.filter((transport) => KNOWN.has(transport))
    if (known.length === 0) return null
    for (const transport of known) stated.add(transport)
  }
  return stated.size > 0 ? stated : null
}

/** Other devices can also reach a platform authenticator's passkeys, but this client is on its own device. */
function reachedOver({ attachment, transports }: AuthenticatorDescription): readonly string[] {
  return attachment === 'platform' ? ['internal'] : transports
}
