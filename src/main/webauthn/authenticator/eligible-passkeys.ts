/** Which of the store's passkeys may sign for a request (WebAuthn §6.3.3 steps 3 to 6). */
import type { OfferCause } from '../../../shared/offer-cause'
import type { OfferCondition, OfferOutcome } from '../../../shared/offer-condition'
import { encodeBase64Url } from '../../../shared/base64url'
import type { AuthenticatorDescription } from './description'
import { whyProtected, whyUsable } from './extensions/cred-protect'
import { whyNotMade } from './kept-passkeys'
import type { AuthenticatorPorts, Passkey } from './ports'

/** The passkeys that a request accepts. */
export interface Wanted {
  readonly rpId: string
  /** The AppID under which U2F credentials may sign, if no credential that the page named belongs to `rpId`. */
  readonly appId?: string | undefined
  /** null for any discoverable passkey of the relying party. */
  readonly allowCredentialIds: readonly Uint8Array[] | null
  /** Conditional mediation: offers the discoverable passkeys among `allowCredentialIds`, and asks no question. */
  readonly conditional: boolean
  readonly requireUserVerification: boolean
}

/** One condition of an offer. */
interface Condition {
  readonly id: OfferCondition
  /** null when the condition holds. */
  readonly fault: (
    passkey: Passkey,
    wanted: Wanted,
    description: AuthenticatorDescription,
  ) => OfferCause | null
  /** Why the condition holds, when it does. */
  readonly held: (passkey: Passkey, wanted: Wanted) => OfferCause
}

/**
 * Every condition that a passkey must meet to be offered, in order. Both the offer and the explanation of omitted passkeys use
 * this list.
 */
const CONDITIONS: readonly Condition[] = [
  {
    id: 'rp-id',
    fault: ({ rpId }, wanted) =>
      rpId === wanted.rpId || rpId === usableAppId(wanted) ? null : { is: 'other-rp-id' },
    held: ({ rpId }, wanted) => ({ is: rpId === wanted.rpId ? 'same-rp-id' : 'app-id' }),
  },
  {
    id: 'shown',
    fault: ({ hidden }) => (hidden ? { is: 'hidden' } : null),
    held: () => ({ is: 'not-hidden' }),
  },
  {
    id: 'discoverable',
    fault: ({ discoverable }, wanted) => {
      if (discoverable || !discovers(wanted)) return null
      return { is: wanted.conditional ? 'undiscoverable-autofill' : 'undiscoverable-unlisted' }
    },
    held: ({ discoverable }) => ({ is: discoverable ? 'discoverable' : 'page-listed' }),
  },
  {
    id: 'named',
    fault: ({ credentialId }, { allowCredentialIds: ids }) =>
      ids === null || encoded(ids).has(encodeBase64Url(credentialId))
        ? null
        : { is: 'not-listed', count: ids.length },
    held: (_, { allowCredentialIds }) => ({ is: allowCredentialIds ? 'listed' : 'no-list' }),
  },
  {
    id: 'authenticator',
    fault: (passkey, _, description) => whyNotMade(description, passkey),
    held: () => ({ is: 'can-hold' }),
  },
  {
    id: 'cred-protect',
    fault: (passkey, wanted) =>
      whyProtected(passkey, {
        named: !discovers(wanted),
        verified: wanted.requireUserVerification,
      }),
    held: (passkey, wanted) => whyUsable(passkey, wanted.requireUserVerification),
  },
]

/** Which conditions the passkey meets, so that a person can see why it was not offered. */
export function offerOutcomes(
  passkey: Passkey,
  wanted: Wanted,
  description: AuthenticatorDescription,
): readonly OfferOutcome[] {
  return CONDITIONS.map(({ id, fault, held }) => {
    const cause = fault(passkey, wanted, description)
    return { condition: id, holds: cause === null, cause: cause ?? held(passkey, wanted) }
  })
}

/** The first condition that the passkey does not meet; null when a request may offer the passkey. */
export function whyIneligible(
  passkey: Passkey,
  wanted: Wanted,
  description: AuthenticatorDescription,
): OfferCause | null {
  for (const { fault } of CONDITIONS) {
    const cause = fault(passkey, wanted, description)
    if (cause) return cause
  }
  return null
}

/**
 * In the store's order, which does not depend on clocks. Leaves out hidden passkeys, and passkeys whose credProtect forbids
 * their use.
 */
export function eligible(
  wanted: Wanted,
  description: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): readonly Passkey[] {
  const { rpId } = wanted
  const offered = (rpOrAppId: string) =>
    store
      .listByRp(rpOrAppId)
      .filter((passkey) => whyIneligible(passkey, wanted, description) === null)
  const found = offered(rpId)
  const appId = usableAppId(wanted)
  return found.length === 0 && appId !== undefined ? offered(appId) : found
}

/** Whether any discoverable passkey may answer, not only those that the page named. */
function discovers({ conditional, allowCredentialIds }: Wanted): boolean {
  return conditional || allowCredentialIds === null
}

/** An AppID applies only to credentials that the page named. */
export function usableAppId(wanted: Wanted): string | undefined {
  return discovers(wanted) ? undefined : wanted.appId
}

/** Caches the ids of a request's list in base64url, because a pending offer is computed often and may name a thousand ids. */
const encodedIds = new WeakMap<readonly Uint8Array[], ReadonlySet<string>>()

/** The ids in base64url. */
export function encoded(ids: readonly Uint8Array[]): ReadonlySet<string> {
  let texts = encodedIds.get(ids)
  if (!texts) encodedIds.set(ids, (texts = new Set(ids.map((id) => encodeBase64Url(id)))))
  return texts
}
