/** The record of a session, and the policies for signals. */
import type { Names } from './passkey.js'

/** The three methods `PublicKeyCredential.signal…` (WebAuthn §5.1.10). */
export type SignalKind = 'unknownCredential' | 'allAcceptedCredentials' | 'currentUserDetails'

/** How Latchkey applies signals to passkeys (docs/signals.md). */
export type SignalPolicy = 'spec' | 'google-password-manager' | 'delete'

/** What a signal or an undo did to one passkey. */
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

/** A passkey that a signal concerned but did not change, and why. */
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
  readonly kind: 'create' | 'get' | 'signal' | 'undo' | 'pairing' | 'refusal' | 'damage' | 'rescue'
  /** null unless `kind` is `signal`. */
  readonly signal: SignalKind | null
  readonly origin: string | null
  readonly rpId: string | null
  /** `nothing`: the signal was valid, but changed no passkey. */
  readonly outcome: 'done' | 'nothing' | 'refused'
  /** Name of the DOMException that the page got; null when the page got no exception. */
  readonly error: string | null
  /** What happened and why, in one sentence. Pages never see it. */
  readonly reason: string
  /** Credential id (base64url) of the passkey of a successful ceremony; null otherwise. */
  readonly passkeyId: string | null
  readonly names: Names | null
  /** `script`: a rule answered. `by-itself`: Latchkey answered, because no rule fitted. */
  readonly answeredBy: 'person' | 'script' | 'by-itself' | null
  /** The policy that decided the signal; null for other entries. */
  readonly policy: SignalPolicy | null
  readonly changes: readonly PasskeyChange[]
  readonly left: readonly LeftPasskey[]
  /** How many more passkeys were changed than `changes` lists. */
  readonly moreChanges: number
  /** The `id` of the signal's entry that this undo reverts; null for other entries. */
  readonly undoes: string | null
}

/** A signal for a dry run. The dry run assumes that the page that created the passkey sends it. */
export type SignalToTry =
  | { readonly kind: 'currentUserDetails'; readonly name: string; readonly displayName: string }
  | { readonly kind: 'unknownCredential' }
  | {
      readonly kind: 'allAcceptedCredentials'
      readonly allAcceptedCredentialIds: readonly string[]
    }

/** What a signal would do under each policy. */
export interface DryRun {
  /** The policy that would decide the signal now. */
  readonly inForce: SignalPolicy
  readonly outcomes: readonly {
    readonly policy: SignalPolicy
    readonly reason: string
    readonly changes: readonly PasskeyChange[]
    readonly left: readonly LeftPasskey[]
    readonly moreChanges: number
  }[]
}

/** The policy for all pages, and the policies for single pages. */
export interface Policies {
  readonly policy: SignalPolicy
  /** The policies for single pages, by origin. */
  readonly pages: Readonly<Record<string, SignalPolicy>>
}
