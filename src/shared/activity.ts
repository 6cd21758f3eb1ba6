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
   * `undo`: the user took a signal back. `refusal`: a connection or message that the bridge turned away. `damage`: something was
   * wrong with the vault's file when it was opened. `rescue`: the vault was repaired, restored, or put back. `device`: a
   * device of an automation session synced, or was lost. What the user did in the window, or a command, without a page: `edit`
   * changed, hid, showed, deleted or restored passkeys; `destroy` deleted them forever; `import` and `export` took keys in and
   * out.
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
  /** The page, as its browser states it; null when a refused connection stated none, and for what no page did. */
  origin: v.nullable(v.string()),
  rpId: v.nullable(v.string()),
  /** `nothing`: a signal that was well formed and changed nothing. */
  outcome: v.picklist(['done', 'nothing', 'refused']),
  /** The DOMException name that the page got; null: the page got no error. */
  error: v.nullable(v.string()),
  /** One sentence for the user: what happened and why. Pages do not see it. */
  reason: v.string(),
  /** The passkey of a ceremony that succeeded: credential id, base64url. */
  passkeyId: v.nullable(v.string()),
  /** The names of that passkey at that time. */
  names: v.nullable(namesSchema),
  /** Who answered the question to the user, where there was one. */
  answeredBy: v.nullable(v.picklist(['person', 'script', 'by-itself'])),
  /** The policy by which a signal was decided; null: no decision was made. */
  policy: v.nullable(v.picklist(signalPolicies)),
  /** What a signal or an undo changed: the first hundred passkeys. */
  changes: v.array(passkeyChangeSchema),
  /** The passkeys that the signal or undo referred to and did not change: the first hundred. */
  left: v.array(leftPasskeySchema),
  /** How many more passkeys were changed than `changes` lists. */
  moreChanges: v.number(),
  /** What an armed fault did to the answer of a ceremony; null where no fault was armed. */
  fault: v.nullable(faultOutcomeSchema),
  /** For an undo: the id of the signal's entry. */
  undoes: v.nullable(v.string()),
  /** The device on which it happened. Left out where the user has one device, as in the app. */
  device: v.exactOptional(v.string()),
})

/** One entry of the record. */
export type ActivityEntry = Readonly<v.InferOutput<typeof activityEntrySchema>>

/** What is reported. The record adds the time, and an id if the report has none. */
export type ActivityReport = Pick<ActivityEntry, 'kind' | 'origin' | 'outcome' | 'reason'> &
  Partial<Omit<ActivityEntry, 'at'>>
