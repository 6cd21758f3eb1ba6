/** The events of a session that test drivers receive (docs/automation.md, "Events"). */
import type { ActivityEntry } from './activity'
import type { Account, ConsentRequest } from './consent'
import type { FaultId } from './fault'
import type { PageFinding } from './lint-finding'
import type { CarriedPasskey, LostDevice, OverriddenChange } from './device'
import type { PasskeySummary } from './passkey'
import type { CredentialJson } from './webauthn-json'

/** The members of every ceremony event. */
interface CeremonyFields {
  /** All events of one ceremony have the same id. */
  readonly ceremonyId: string
  readonly ceremony: 'create' | 'get'
  /** The page's origin, as its browser states it. */
  readonly origin: string
}

interface PasskeyFields {
  /** Credential id, base64url. */
  readonly passkeyId: string
  /** null for the session's own platform authenticator. */
  readonly authenticatorId: string | null
}

interface FieldsWithPasskey extends PasskeyFields {
  /** The passkey after the event. */
  readonly passkey: PasskeySummary
}

interface Events {
  ceremonyStarted: CeremonyFields & { readonly mediation: string | null }
  /** The ceremony asks the user. The event also comes when a consent rule answers at once. */
  ceremonyWaiting: CeremonyFields & {
    readonly rpId: string
    readonly question: ConsentRequest['kind']
    /** The accounts to choose from, newest first. */
    readonly accounts: readonly Pick<Account, 'id' | 'userName' | 'userDisplayName'>[]
  }
  /** A fault delays the finished answer by `delayMs`, by the session's clock: advance the clock, or wait. */
  answerHeldBack: CeremonyFields & { readonly fault: FaultId; readonly delayMs: number }
  ceremonyFinished: CeremonyFields &
    Pick<
      ActivityEntry,
      'rpId' | 'outcome' | 'error' | 'reason' | 'passkeyId' | 'names' | 'answeredBy' | 'fault'
    > & {
      /** The options from the page in JSON form, unchecked. */
      readonly options: unknown
      /** The page's response; null when it got an error. */
      readonly response: CredentialJson | null
      /**
       * The id of the provider profile that answered, or that was available. null when the driver described the authenticator,
       * or when there was no authenticator.
       */
      readonly profile: string | null
    }
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
  /** The lint found a mistake in a call of a page: once for each rule, page and value. */
  lint: PageFinding
  passkeyAdded: FieldsWithPasskey
  passkeyChanged: FieldsWithPasskey
  passkeyHidden: FieldsWithPasskey
  passkeyShown: FieldsWithPasskey
  /** The passkey was moved to the trash or removed with its authenticator. */
  passkeyRemoved: PasskeyFields
  /** A device synced with the account, and a change was carried over. */
  deviceSynced: {
    readonly device: string
    /** What the account, and so the other devices, received from the device. */
    readonly sent: readonly CarriedPasskey[]
    readonly received: readonly CarriedPasskey[]
    /** The lost changes, when both sides had changed the same passkey. */
    readonly overridden: readonly OverriddenChange[]
  }
  deviceLost: { readonly device: string } & LostDevice
}

/** The device on which it happened, in a session with several devices. Omitted for a virtual authenticator's passkeys. */
interface OnDevice {
  readonly device?: string
}

export type AutomationEvent = {
  readonly [T in keyof Events]: { readonly type: T } & Events[T] & OnDevice
}[keyof Events]

export type EventType = AutomationEvent['type']

const types: Record<EventType, true> = {
  ceremonyStarted: true,
  ceremonyWaiting: true,
  answerHeldBack: true,
  ceremonyFinished: true,
  signalReceived: true,
  lint: true,
  passkeyAdded: true,
  passkeyChanged: true,
  passkeyHidden: true,
  passkeyShown: true,
  passkeyRemoved: true,
  deviceSynced: true,
  deviceLost: true,
}

export const eventTypes = Object.keys(types) as readonly EventType[]

/** An event of a session. */
export type SessionEvent = AutomationEvent & {
  /** Counts from 1. */
  readonly seq: number
  /** Milliseconds since the Unix epoch, by the session's clock. */
  readonly at: number
}
