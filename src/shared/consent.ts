/** Questions to the user on behalf of a page, and their answers, as the window sees them. */
import * as v from 'valibot'
import { lintFindingSchema } from './lint-finding'

/** The known values of PublicKeyCredentialHint. */
const hints = ['security-key', 'client-device', 'hybrid'] as const

export const accountSchema = v.strictObject({
  /** Credential id, base64url. */
  id: v.string(),
  userName: v.string(),
  userDisplayName: v.string(),
  /** Milliseconds since the Unix epoch. */
  createdAt: v.number(),
  lastUsedAt: v.nullable(v.number()),
})

/** One passkey that the user may choose to sign in with. */
export type Account = Readonly<v.InferOutput<typeof accountSchema>>

export const consentRequestSchema = v.strictObject({
  /** Identifies the question in the answer. */
  id: v.string(),
  /**
   * `create`: make a passkey. `sign-in`: choose among `accounts`. `offer`: the same for conditional mediation; it does not
   * disturb the user, and waits until one of `accounts` is chosen. `already-registered`: the vault has a passkey that the page
   * excluded; approving tells the page so. `no-passkey`: no passkey matches; the user can only close it.
   */
  kind: v.picklist(['create', 'sign-in', 'offer', 'already-registered', 'no-passkey']),
  /** The calling page, as its browser states it. */
  origin: v.string(),
  /** The page that embeds it, as the page itself says; null when it is not embedded. */
  topOrigin: v.nullable(v.string()),
  rpId: v.string(),
  /** Empty when signing in. */
  rpName: v.string(),
  /** Empty when signing in. */
  userName: v.string(),
  userDisplayName: v.string(),
  /** Whether the page requires the user to be verified, not only present. */
  verify: v.boolean(),
  /** What the page expects its users to use, most likely first. Affects only the wording (WebAuthn §5.8.7). */
  hints: v.array(v.picklist(hints)),
  /** The current accounts, newest first; empty unless `kind` is `sign-in` or `offer`. */
  accounts: v.array(accountSchema),
  /** For `already-registered`: what the page gets when the user approves, and the provider that answers so. */
  excluded: v.exactOptional(
    v.strictObject({
      /** The name of the page's error. `silence`: no answer until the ceremony times out. */
      outcome: v.picklist(['InvalidStateError', 'NotAllowedError', 'silence']),
      provider: v.string(),
    }),
  ),
  /** The lint's findings in the page's call. */
  lint: v.array(lintFindingSchema),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
})

export type ConsentRequest = Readonly<v.InferOutput<typeof consentRequestSchema>>

export type Hint = ConsentRequest['hints'][number]

export function isHint(text: string): text is Hint {
  return (hints as readonly string[]).includes(text)
}

/** The question before it is asked: without its id, its time and the lint's findings. */
export type ConsentQuestion = Omit<ConsentRequest, 'id' | 'askedAt' | 'lint'>

export const consentAnswerSchema = v.variant('given', [
  v.strictObject({
    given: v.literal(true),
    /** The chosen account's credential id, base64url; omitted when there was no account to choose. */
    accountId: v.optional(v.string()),
  }),
  v.strictObject({ given: v.literal(false) }),
])

export type ConsentAnswer = Readonly<v.InferOutput<typeof consentAnswerSchema>>
