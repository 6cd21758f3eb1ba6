/** What happened in a session, and what signals do. */
import type { Names } from './passkey.js'

/** The three methods `PublicKeyCredential.signal…` (WebAuthn §5.1.10). */
export type SignalKind = 'unknownCredential' | 'allAcceptedCredentials' | 'currentUserDetails'

/** What becomes of passkeys at a signal: docs/signals.md. */
export type SignalPolicy = 'spec' | 'google-password-manager' | 'delete'

/** What a signal, or its undoing, did to one passkey. */
export type PasskeyChange =
  | {
      readonly what: 'renamed'
      readonly passkeyId: string
      readonly before: Names
      readonly after: Names
    }
  | {
      readonly what: 'hidden' | 'shown' | 'deleted' | 'restored'
      readonly passkeyId: string
      readonly names: Names
    }

/** A passkey that a signal was about and left as it was. */
export interface LeftPasskey {
  readonly passkeyId: string
  readonly names: Names
  readonly because: string
}

/** One entry of the record. */
export interface ActivityEntry {
  readonly id: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly kind: 'create' | 'get' | 'signal' | 'undo' | 'pairing' | 'refusal'
  /** null unless `kind` is `signal`. */
  readonly signal: SignalKind | null
  readonly origin: string | null
  readonly rpId: string | null
  /** `nothing`: a signal that was well formed and changed nothing. */
  readonly outcome: 'done' | 'nothing' | 'refused'
  /** The DOMException's name that the page got; null when it got none. */
  readonly error: string | null
  /** What happened and why, in one sentence. Pages never see it. */
  readonly reason: string
  /** The passkey of a ceremony that succeeded: credential id, base64url. */
  readonly passkeyId: string | null
  readonly names: Names | null
  /** `by-itself`: no rule said anything. */
  readonly answeredBy: 'person' | 'script' | 'by-itself' | null
  /** By which policy a signal was decided. */
  readonly policy: SignalPolicy | null
  readonly changes: readonly PasskeyChange[]
  readonly left: readonly LeftPasskey[]
  /** How many passkeys were changed beyond those in `changes`. */
  readonly moreChanges: number
  /** Of an undoing: the id of the signal's entry. */
  readonly undoes: string | null
}

/** A signal as a dry run takes it: as if the page that made the passkey had sent it. */
export type SignalToTry =
  | { readonly kind: 'currentUserDetails'; readonly name: string; readonly displayName: string }
  | { readonly kind: 'unknownCredential' }
  | {
      readonly kind: 'allAcceptedCredentials'
      readonly allAcceptedCredentialIds: readonly string[]
    }

/** What a signal would do. */
export interface DryRun {
  /** The policy that such a signal would meet now. */
  readonly inForce: SignalPolicy
  readonly outcomes: readonly {
    readonly policy: SignalPolicy
    readonly reason: string
    readonly changes: readonly PasskeyChange[]
    readonly left: readonly LeftPasskey[]
    readonly moreChanges: number
  }[]
}

/** The policy of all pages, and of those that have one of their own. */
export interface Policies {
  readonly policy: SignalPolicy
  /** By origin. */
  readonly pages: Readonly<Record<string, SignalPolicy>>
}
