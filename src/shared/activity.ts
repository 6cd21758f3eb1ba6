/** The record: ceremonies, signals, pairings and refusals, as the window lists them. */
import * as v from 'valibot'
import { faultOutcomeSchema } from './fault-outcome'
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
    /** `deleted`: moved to the trash. `restored`: taken back from the trash. */
    what: v.picklist(['hidden', 'shown', 'deleted', 'restored']),
    passkeyId: v.string(),
    names: namesSchema,
  }),
])

/** What a signal, or its undo, did to one passkey. */
export type PasskeyChange = Readonly<v.InferOutput<typeof passkeyChangeSchema>>

export const leftPasskeySchema = v.strictObject({
  passkeyId: v.string(),
  names: namesSchema,
  /** Such as `the user edited the name`. */
  because: v.string(),
})

/** A passkey that a signal, or its undo, referred to and did not change. */
export type LeftPasskey = Readonly<v.InferOutput<typeof leftPasskeySchema>>

export const activityEntrySchema = v.strictObject({
  id: v.string(),
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /**
   * `undo`: the user undid a signal. `refusal`: a connection or message that the bridge refused. `damage`: a fault of the
   * vault's file that was found at opening. `rescue`: the vault was repaired, restored, or put back. `device`: a device of an
   * automation session synced, or was lost. Actions of the user or a command, without a page: `edit` changed, hid, showed,
   * deleted or restored passkeys; `destroy` deleted them permanently; `import` and `export` moved keys in and out.
   */
  kind: v.picklist([
    'create',
    'get',
    'signal',
    'undo',
    'pairing',
    'refusal',
    'damage',
    'rescue',
    'device',
    'edit',
    'destroy',
    'import',
    'export',
  ]),
  /** null unless `kind` is `signal`. */
  signal: v.nullable(v.picklist(signalKinds)),
  /** The page, as its browser states it; null when a refused connection stated none, and for actions without a page. */
  origin: v.nullable(v.string()),
  rpId: v.nullable(v.string()),
  /** `nothing`: a well-formed signal that changed nothing. */
  outcome: v.picklist(['done', 'nothing', 'refused']),
  /** The DOMException name that the page got; null when the page got no error. */
  error: v.nullable(v.string()),
  /** One sentence for the user: what happened and why. Pages do not see it. */
  reason: v.string(),
  /** The passkey of a successful ceremony: credential id, base64url. */
  passkeyId: v.nullable(v.string()),
  /** The names of that passkey at that time. */
  names: v.nullable(namesSchema),
  /** Who answered the question to the user, if there was one. */
  answeredBy: v.nullable(v.picklist(['person', 'script', 'by-itself'])),
  /** The policy that decided a signal; null when there was no decision. */
  policy: v.nullable(v.picklist(signalPolicies)),
  /** The changes of a signal or an undo: the first hundred passkeys. */
  changes: v.array(passkeyChangeSchema),
  /** The unchanged passkeys of a signal or an undo: the first hundred. */
  left: v.array(leftPasskeySchema),
  /** The number of changed passkeys beyond those in `changes`. */
  moreChanges: v.number(),
  /** What an armed fault did to the answer of a ceremony; null when no fault was armed. */
  fault: v.nullable(faultOutcomeSchema),
  /** For an undo: the id of the signal's entry. */
  undoes: v.nullable(v.string()),
  /** The device on which it happened. Omitted when the user has only one device, as in the app. */
  device: v.exactOptional(v.string()),
})

/** One entry of the record. */
export type ActivityEntry = Readonly<v.InferOutput<typeof activityEntrySchema>>

/** A report for the record. The record adds the time, and an id if the report has none. */
export type ActivityReport = Pick<ActivityEntry, 'kind' | 'origin' | 'outcome' | 'reason'> &
  Partial<Omit<ActivityEntry, 'at'>>
