/** What the user of a session says to pages (docs/automation.md, "Consent scripts"). */
import type { Ceremony } from './events.js'

/** By user name, by credential id (base64url), or by its place among those offered: newest first, from 0. */
export type Choice =
  { readonly userName: string } | { readonly id: string } | { readonly index: number }

/** Which questions an answer is for. */
export interface AnswerOptions {
  /** For so many ceremonies, 1 by default; null: for all that come. */
  readonly times?: number | null
  /** Milliseconds that the user thinks. */
  readonly delay?: number
  /** Of this relying party alone. */
  readonly rpId?: string
  /** Of these ceremonies alone. */
  readonly ceremony?: Ceremony
}

export interface ApproveOptions extends AnswerOptions {
  /** Which account signs in; the newest where nothing is said. */
  readonly choose?: Choice
}

/** A rule that has been added and is not used up. */
export interface ConsentRule extends ApproveOptions {
  readonly id: string
  readonly action: 'approve' | 'deny' | 'dismiss' | 'never'
  /** For so many ceremonies more; null: for all. */
  readonly left: number | null
}
