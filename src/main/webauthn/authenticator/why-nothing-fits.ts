import { encodeBase64Url } from '../../../shared/base64url'
import type { OfferCause } from '../../../shared/offer-cause'
import type { AuthenticatorDescription } from './description'
import { encoded, usableAppId, whyIneligible, type Wanted } from './eligible-passkeys'
import type { AuthenticatorPorts, Passkey } from './ports'

/** For the record, so that the user can see why no passkey was offered. Call only if no passkey is eligible. */
export function whyNothingFits(
  wanted: Wanted,
  description: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): string {
  const { rpId, allowCredentialIds: ids } = wanted
  const appId = usableAppId(wanted)
  const kept = [...store.listByRp(rpId), ...(appId === undefined ? [] : store.listByRp(appId))]
  if (ids === null)
    return kept.length === 0
      ? `no passkey for ${rpId} is kept here`
      : reasonOf(kept, { all: `passkey for ${rpId}`, wanted, description })
  const named = kept.filter(({ credentialId }) => encoded(ids).has(encodeBase64Url(credentialId)))
  if (named.length === 0) return whyNoneIsKept(ids, { rpId, kept, store })
  const all =
    named.length < encoded(ids).size
      ? 'passkey that the page named and that is kept here'
      : 'passkey that the page named'
  return reasonOf(named, { all, wanted, description })
}

function whyNoneIsKept(
  ids: readonly Uint8Array[],
  {
    rpId,
    kept,
    store,
  }: Pick<AuthenticatorPorts, 'store'> & { rpId: string; kept: readonly Passkey[] },
): string {
  const others = new Set(ids.flatMap((id) => store.find(id)?.rpId ?? []))
  if (others.size > 0)
    return `the page named no passkey that is kept here for ${rpId}, but passkeys for ${[...others].join(', ')}`
  return kept.length === 0
    ? `no passkey for ${rpId} is kept here`
    : `the page named only passkeys that are not kept here for ${rpId}`
}

interface Group {
  /** The passkeys in words, after “every”. */
  readonly all: string
  readonly wanted: Wanted
  readonly description: AuthenticatorDescription
}

/** One sentence about all of the passkeys. */
function reasonOf(passkeys: readonly Passkey[], { all, wanted, description }: Group): string {
  const counts = new Map<string, number>()
  for (const passkey of passkeys) {
    const words = wordsOf(whyIneligible(passkey, wanted, description), description)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  const [[only = ''] = []] = counts
  if (counts.size === 1) return `every ${all} is ${only}`
  const parts = [...counts].map(([words, count]) => `${count} ${words}`)
  return `every ${all} is ruled out: ${parts.join('; ')}`
}

/** @param cause null for a passkey that the user has shown, or made, while the page waited. */
function wordsOf(cause: OfferCause | null, { name }: AuthenticatorDescription): string {
  switch (cause?.is) {
    case undefined:
      return 'there only since the page asked'
    case 'hidden':
      return 'hidden'
    case 'undiscoverable-unlisted':
      return 'undiscoverable, and the page named none'
    case 'undiscoverable-autofill':
      return 'undiscoverable, and autofill offers discoverable passkeys only'
    case 'cred-protect-needs-list':
      return 'protected by credProtect: it asks for user verification, or for a page that names the passkey'
    case 'cred-protect-needs-verification':
      return 'protected by credProtect: it asks for user verification'
    default:
      return `one that this authenticator, ${name}, cannot hold`
  }
}
