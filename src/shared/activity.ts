/** What happened: ceremonies, signals, pairings and refusals, as the window lists them. */
import * as v from 'valibot'
import { namesSchema } from './passkey'
import { signalPolicies } from './signal-policy'

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
    /** `deleted`: it went to the trash. `restored`: it came back from there. */
    what: v.picklist(['hidden', 'shown', 'deleted', 'restored']),
    passkeyId: v.string(),
    names: namesSchema,
  }),
])

/** What a signal, or its undoing, did to one passkey. */
export type PasskeyChange = Readonly<v.InferOutput<typeof passkeyChangeSchema>>

export const leftPasskeySchema = v.strictObject({
  passkeyId: v.string(),
  names: namesSchema,
  /** Such as `the user edited the name`. */
  because: v.string(),
})

/** A passkey that a signal, or its undoing, was about and left as it was. */
export type LeftPasskey = Readonly<v.InferOutput<typeof leftPasskeySchema>>

export const activityEntrySchema = v.strictObject({
  id: v.string(),
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /** `undo`: the user took a signal back. `refusal`: a connection or message that the bridge turned away. */
  kind: v.picklist(['create', 'get', 'signal', 'undo', 'pairing', 'refusal']),
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
  /** By which policy a signal was decided; null where it came to no decision. */
  policy: v.nullable(v.picklist(signalPolicies)),
  /** What a signal or an undoing changed: the first hundred passkeys. */
  changes: v.array(passkeyChangeSchema),
  /** The passkeys that it was about and left as they were: the first hundred. */
  left: v.array(leftPasskeySchema),
  /** How many passkeys it changed beyond those in `changes`. */
  moreChanges: v.number(),
  /** Of an undoing: the id of the signal's entry. */
  undoes: v.nullable(v.string()),
})

export type ActivityEntry = Readonly<v.InferOutput<typeof activityEntrySchema>>

/** What is reported; the record adds the time, and an id where there is none. */
export type ActivityReport = Pick<ActivityEntry, 'kind' | 'origin' | 'outcome' | 'reason'> &
  Partial<Omit<ActivityEntry, 'at'>>
