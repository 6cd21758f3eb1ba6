/** The rules by which a session's user answers ceremonies (docs/automation.md, "Consent scripts"). */
import type { Ceremony } from './events.js'

/**
 * An account: by user name, by credential id (base64url), or by its index among the offered accounts, newest first. Or
 * the authenticator that the user touches, also in `create()`; null is the session's own.
 */
export type Choice =
  | { readonly userName: string }
  | { readonly id: string }
  | { readonly index: number }
  | { readonly authenticatorId: string | null }

/** Which ceremonies a rule applies to. */
export interface AnswerOptions {
  /** How many ceremonies the rule answers, 1 by default; null: all. */
  readonly times?: number | null
  /** Milliseconds before the user answers, by the session's clock; 0 by default. */
  readonly delay?: number
  /** Applies only to this relying party. */
  readonly rpId?: string
  /** Applies only to `create()` or only to `get()`. */
  readonly ceremony?: Ceremony
}

export interface ApproveOptions extends AnswerOptions {
  /** Which account signs in, by default the newest; or which authenticator answers. */
  readonly choose?: Choice
}

/** A rule that has been added and is not used up. */
export interface ConsentRule extends ApproveOptions {
  readonly id: string
  readonly action: 'approve' | 'deny' | 'dismiss' | 'never'
  /** How many more ceremonies the rule answers; null: all. */
  readonly left: number | null
}
