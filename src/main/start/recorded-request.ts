/** The request of a recorded ceremony, to judge it again. */
import type { ActivityEntry } from '../../shared/activity'
import type { CeremonyDetail, CeremonyStep } from '../../shared/ceremony-detail'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { Passkey } from '../webauthn/authenticator/ports'
import type { RecordedRequest } from '../webauthn/client/judge-offer'
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
  /** The current authenticator of a page. */
  readonly authenticatorFor: (origin: string) => AuthenticatorDescription
  readonly ignoresTransports: () => boolean
}

interface Deleted {
  readonly passkey: Passkey
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly because: string
}

/** A ceremony that fails at one of these steps did not reach the authenticators. */
const BEFORE_AUTHENTICATORS: readonly CeremonyStep[] = [
  'received',
  'parsed',
  'rp-id',
  'related-origins',
]

export interface Recorded {
  readonly request: RecordedRequest
  /** The current description of the authenticator that was asked. */
  readonly authenticator: AuthenticatorDescription
  /** Whether the page got a response. */
  readonly wasAnswered: boolean
}

/** @returns why there is nothing to judge: `not-kept` also for an entry of another kind. */
export function recordedRequest(
  { activity, describe, authenticatorFor }: OfferParts,
  entryId: string,
  kind: CeremonyDetail['kind'],
): Recorded | 'not-kept' | 'failed-before' {
  const detail = activity.detail(entryId)
  const entry = activity.list().find(({ id }) => id === entryId)
  if (detail?.kind !== kind || !entry || entry.origin === null) return 'not-kept'
  if (detail.failed && BEFORE_AUTHENTICATORS.includes(detail.failed.step)) return 'failed-before'
  if (isCut(detail)) return 'not-kept'
  const { profile, mediation, options, response } = detail
  const { origin, at } = entry
  return {
    request: { origin, options: revived(options), mediation, at },
    authenticator: profile ? describe(profile.id) : authenticatorFor(origin),
    wasAnswered: response !== null,
  }
}

/** Whether the list was cut, so that it may have named the passkey. */
function isCut({ withheld }: CeremonyDetail): boolean {
  return withheld.some(
    (place) => place.startsWith('options') && !place.startsWith('options.extensions.'),
  )
}

/** Looks like a secret of any extension. */
const SOME_BYTES = Buffer.alloc(32).toString('base64url')

/** The options with bytes in place of removed secrets, so that they are well formed again. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(revived)
  if ('withheld' in value) return SOME_BYTES
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revived(member)]))
}
