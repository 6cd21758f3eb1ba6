/** What happens in a session, as it happens (docs/automation.md, "Events"). */
import type { PasskeySummary } from './passkey.js'
import type { ActivityEntry } from './record.js'

export type Ceremony = 'create' | 'get'

interface OfCeremony {
  /** The same in all events of one ceremony. */
  readonly ceremonyId: string
  readonly ceremony: Ceremony
  readonly origin: string
}

interface OfPasskey {
  /** Credential id, base64url. */
  readonly passkeyId: string
  /** null: the session's own platform authenticator. */
  readonly authenticatorId: string | null
}

interface WithPasskey extends OfPasskey {
  /** As it is now. */
  readonly passkey: PasskeySummary
}

interface Members {
  ceremonyStarted: OfCeremony & { readonly mediation: string | null }
  /** The user is asked; so it is where a rule answers at once, too. */
  ceremonyWaiting: OfCeremony & {
    readonly rpId: string
    readonly question: 'create' | 'sign-in' | 'offer' | 'already-registered' | 'no-passkey'
    /** Those to choose among, newest first. */
    readonly accounts: readonly {
      readonly id: string
      readonly userName: string
      readonly userDisplayName: string
    }[]
  }
  ceremonyFinished: OfCeremony &
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
  passkeyAdded: WithPasskey
  passkeyChanged: WithPasskey
  passkeyHidden: WithPasskey
  passkeyShown: WithPasskey
  /** To the trash, or with its authenticator. */
  passkeyRemoved: OfPasskey
}

export type EventType = keyof Members

interface OfSession {
  /** Counts from 1. */
  readonly seq: number
  /** Milliseconds since the Unix epoch, by the session's clock. */
  readonly at: number
}

/** An event of one type, or of one of several. */
export type EventOf<T extends EventType> = {
  readonly [One in T]: OfSession & { readonly type: One } & Members[One]
}[T]

export type SessionEvent = EventOf<EventType>

export interface WaitOptions {
  /** Members that the event must have with just these values, such as `{ rpId: 'example.org' }`. */
  readonly where?: Readonly<Record<string, string | number | boolean | null>>
  /** Only events behind this one, and whether or not another wait has had them. */
  readonly since?: number
  /** Milliseconds; 30000 by default, 600000 at most. */
  readonly timeout?: number
}
