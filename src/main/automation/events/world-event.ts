/** What happens in a session, as test drivers are told (docs/automation.md, "Events"). */
import type { ActivityEntry } from '../../../shared/activity'
import type { Account, ConsentRequest } from '../../../shared/consent'
import type { PasskeySummary } from '../../../shared/passkey'

/** What every event of a ceremony says. */
interface CeremonyFields {
  /** The same in all events of one ceremony. */
  readonly ceremonyId: string
  readonly ceremony: 'create' | 'get'
  /** The page, as its browser states it. */
  readonly origin: string
}

interface PasskeyFields {
  /** Credential id, base64url. */
  readonly passkeyId: string
  /** null: the session's own platform authenticator. */
  readonly authenticatorId: string | null
}

interface FieldsWithPasskey extends PasskeyFields {
  /** As it is now. */
  readonly passkey: PasskeySummary
}

interface Events {
  ceremonyStarted: CeremonyFields & { readonly mediation: string | null }
  /** The user is asked; so it is where a script answers at once, too. */
  ceremonyWaiting: CeremonyFields & {
    readonly rpId: string
    readonly question: ConsentRequest['kind']
    /** Those to choose among, newest first. */
    readonly accounts: readonly Pick<Account, 'id' | 'userName' | 'userDisplayName'>[]
  }
  ceremonyFinished: CeremonyFields &
    Pick<
      ActivityEntry,
      'rpId' | 'outcome' | 'error' | 'reason' | 'passkeyId' | 'names' | 'answeredBy'
    >
  /** It was decided and applied, or turned away. */
  signalReceived: { readonly entryId: string } & Pick<
    ActivityEntry,
    | 'signal'
    | 'origin'
    | 'rpId'
    | 'outcome'
    | 'error'
    | 'reason'
    | 'policy'
    | 'changes'
    | 'left'
    | 'moreChanges'
  >
  passkeyAdded: FieldsWithPasskey
  passkeyChanged: FieldsWithPasskey
  passkeyHidden: FieldsWithPasskey
  passkeyShown: FieldsWithPasskey
  /** To the trash, or with its authenticator. */
  passkeyRemoved: PasskeyFields
}

export type WorldEvent = {
  readonly [T in keyof Events]: { readonly type: T } & Events[T]
}[keyof Events]

export type EventType = WorldEvent['type']

const types: Record<EventType, true> = {
  ceremonyStarted: true,
  ceremonyWaiting: true,
  ceremonyFinished: true,
  signalReceived: true,
  passkeyAdded: true,
  passkeyChanged: true,
  passkeyHidden: true,
  passkeyShown: true,
  passkeyRemoved: true,
}

export const eventTypes = Object.keys(types) as readonly EventType[]

/** An event with its place among those of its session. */
export type SessionEvent = WorldEvent & {
  /** Counts from 1. */
  readonly seq: number
  /** Milliseconds since the Unix epoch, by the session's clock. */
  readonly at: number
}
