/** Why a passkey was not offered in a recorded ceremony: today's passkey, judged by the request that the record keeps. */
import type { ActivityEntry } from '../../shared/activity'
import { decodeBase64Url } from '../../shared/base64url'
import type { CeremonyDetail, CeremonyStep } from '../../shared/ceremony-detail'
import type { OfferJudgement, OfferOutcome } from '../../shared/offer-condition'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { Passkey } from '../webauthn/authenticator/ports'
import { judgeOffer } from '../webauthn/client/judge-offer'
import type { AuthenticatorAccess } from '../webauthn/client/ports'

export interface OfferParts {
  readonly activity: {
    list(): readonly ActivityEntry[]
    detail(entryId: string): CeremonyDetail | null
  }
  readonly passkeys: AuthenticatorAccess['store'] & {
    find(credentialId: Uint8Array): Passkey | undefined
    listTrash(): readonly Deleted[]
  }
  /** The authenticator of a profile. */
  readonly describe: (profile: string) => AuthenticatorDescription
  /** The authenticator as a page meets it now. */
  readonly authenticatorFor: (origin: string) => AuthenticatorDescription
  readonly ignoresTransports: () => boolean
}

interface Deleted {
  readonly passkey: Passkey
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly because: string
}

/** A sign-in that fails at one of these has not come to the passkeys. */
const BEFORE_PASSKEYS: readonly CeremonyStep[] = ['received', 'parsed', 'rp-id', 'related-origins']

/**
 * @returns `not-kept` also for an entry that is no sign-in.
 * @throws when there is no such passkey, not even in the trash.
 */
export function whyNotOffered(
  parts: OfferParts,
  entryId: string,
  passkeyId: string,
): OfferJudgement {
  const { passkey, kept } = findPasskey(parts, decodeBase64Url(passkeyId))
  const detail = parts.activity.detail(entryId)
  const entry = parts.activity.list().find(({ id }) => id === entryId)
  if (detail?.kind !== 'get' || !entry || entry.origin === null) return 'not-kept'
  if (detail.failed && BEFORE_PASSKEYS.includes(detail.failed.step)) return 'failed-before'
  if (isCut(detail)) return 'not-kept'
  const { profile, mediation } = detail
  const { origin, at } = entry
  const authenticator = profile ? parts.describe(profile.id) : parts.authenticatorFor(origin)
  const request = { origin, options: revived(detail.options), mediation, at }
  const access = { authenticator, store: parts.passkeys }
  const judged = judgeOffer(request, passkey, access, parts.ignoresTransports())
  return judged ? { ...judged, outcomes: [kept, ...judged.outcomes] } : 'failed-before'
}

/** @throws when it is neither in the vault nor in the trash. */
function findPasskey(
  { passkeys }: OfferParts,
  credentialId: Uint8Array,
): { readonly passkey: Passkey; readonly kept: OfferOutcome } {
  const condition = 'kept'
  const passkey = passkeys.find(credentialId)
  if (passkey) return { passkey, kept: { condition, holds: true, cause: { is: 'kept' } } }
  const id = Buffer.from(credentialId)
  const deleted = passkeys.listTrash().find((one) => id.equals(one.passkey.credentialId))
  if (!deleted) throw new Error('This passkey was deleted for good.')
  const { at, because } = deleted
  return {
    passkey: deleted.passkey,
    kept: { condition, holds: false, cause: { is: 'in-trash', at, because } },
  }
}

/** A list that was cut may have named the passkey. */
function isCut({ withheld }: CeremonyDetail): boolean {
  return withheld.some(
    (place) => place.startsWith('options') && !place.startsWith('options.extensions.'),
  )
}

/** What a secret of any extension may look like. */
const SOME_BYTES = Buffer.alloc(32).toString('base64url')

/** The options with bytes where a secret was replaced, so that they are well formed again. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(revived)
  if ('withheld' in value) return SOME_BYTES
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revived(member)]))
}
