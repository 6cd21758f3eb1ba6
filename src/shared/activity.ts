/** What happened: ceremonies, signals, pairings and refusals, as the window lists them. */
import * as v from 'valibot'
import { namesSchema } from './passkey'

export const signalKinds = [
  'unknownCredential',
  'allAcceptedCredentials',
  'currentUserDetails',
] as const

/** The three methods `PublicKeyCredential.signal…` (WebAuthn §5.1.10). */
export type SignalKind = (typeof signalKinds)[number]

export const passkeyChangeSchema = v.variant('what', [
  v.strictObject({
    what: v.literal('renamed'),
    /** Credential id, base64url. */
    passkeyId: v.string(),
    before: namesSchema,
    after: namesSchema,
  }),
  v.strictObject({
    what: v.picklist(['hidden', 'shown']),
    passkeyId: v.string(),
    names: namesSchema,
  }),
])

/** What a signal did to one passkey. */
export type PasskeyChange = Readonly<v.InferOutput<typeof passkeyChangeSchema>>

export const activityEntrySchema = v.strictObject({
  id: v.string(),
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /** `refusal`: a connection or message that the bridge turned away. */
  kind: v.picklist(['create', 'get', 'signal', 'pairing', 'refusal']),
  /** null unless `kind` is `signal`. */
  signal: v.nullable(v.picklist(signalKinds)),
  /** The page, as its browser states it; null when a refused connection stated none. */
  origin: v.nullable(v.string()),
  rpId: v.nullable(v.string()),
  /** `nothing`: a signal that was well formed and changed nothing. */
  outcome: v.picklist(['done', 'nothing', 'refused']),
  /** The DOMException name that the page got; null when it got none. */
  error: v.nullable(v.string()),
  /** One sentence for the user: what happened and why. Pages never see it. */
  reason: v.string(),
  /** The passkey of a ceremony that succeeded: credential id, base64url. */
  passkeyId: v.nullable(v.string()),
  /** The names of that passkey at that time. */
  names: v.nullable(namesSchema),
  /** Who answered the question to the user, where there was one. */
  answeredBy: v.nullable(v.picklist(['person', 'script', 'by-itself'])),
  /** What a signal changed. */
  changes: v.array(passkeyChangeSchema),
})

export type ActivityEntry = Readonly<v.InferOutput<typeof activityEntrySchema>>

/** What is reported; the record adds the id and the time. */
export type ActivityReport = Pick<ActivityEntry, 'kind' | 'origin' | 'outcome' | 'reason'> &
  Partial<Omit<ActivityEntry, 'id' | 'at'>>
