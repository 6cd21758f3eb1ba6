/** The events of a session (docs/automation.md, "Events"). */
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
  /** The passkey after the change. */
  readonly passkey: PasskeySummary
}

interface Members {
  ceremonyStarted: OfCeremony & { readonly mediation: string | null }
  /** Latchkey asks the user, even if a rule answers at once. */
  ceremonyWaiting: OfCeremony & {
    readonly rpId: string
    readonly question: 'create' | 'sign-in' | 'offer' | 'already-registered' | 'no-passkey'
    /** The accounts that the user can choose, newest first. */
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
  /** A signal was applied or refused. */
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
  /** A passkey was moved to the trash, or removed with its authenticator. */
  passkeyRemoved: OfPasskey
}

export type EventType = keyof Members

interface OfSession {
  /** The event's number in its session, from 1. */
  readonly seq: number
  /** Milliseconds since the Unix epoch, by the session's clock. */
  readonly at: number
}

/** An event of type `T`. A union of types gives a union of events. */
export type EventOf<T extends EventType> = {
  readonly [One in T]: OfSession & { readonly type: One } & Members[One]
}[T]

export type SessionEvent = EventOf<EventType>

export interface WaitOptions {
  /** The event must have these members with exactly these values, such as `{ rpId: 'example.org' }`. */
  readonly where?: Readonly<Record<string, string | number | boolean | null>>
  /** Considers all events whose `seq` is greater, including events that ended another wait. */
  readonly since?: number
  /** Milliseconds to wait; 30000 by default, 600000 at most. */
  readonly timeout?: number
}
