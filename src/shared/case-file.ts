/** A case file: everything that is known about one ceremony, for another Latchkey or `latchkey inspect`. */
import * as v from 'valibot'
import { activityEntrySchema } from './activity'
import { ceremonyDetailSchema } from './ceremony-detail'
import { sessionSettingsSchema } from './session-settings'
import { withoutUnknown } from './without-unknown'

export const CASE_FORMAT = 'latchkey-case'
/**
 * Increases when a reader of the old format would misread the new one, or would not know a new value, such as a step. A new
 * member does not change the version.
 */
export const CASE_VERSION = 1

const { kind, mediation, options, response, withheld, steps, failed, profile, lint } =
  ceremonyDetailSchema.entries
const { fault } = activityEntrySchema.entries

/** A time that a `Date` can have, in milliseconds since the Unix epoch. */
const time = v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15))

/** The state of the session at the time of the call, for a replay. */
const sessionSchema = v.strictObject({
  settings: sessionSettingsSchema,
  /** The file of a loaded profile; null for one of Latchkey's profiles. */
  profileFile: v.unknown(),
  /** The configurations of the virtual authenticators, as WebDriver's Add Virtual Authenticator takes them. */
  authenticators: v.array(v.unknown()),
  /** How many values the session had taken from its seed; null without a seed. */
  seedTaken: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  isClockStopped: v.boolean(),
})

const wholeSchema = v.strictObject({
  format: v.literal(CASE_FORMAT),
  version: v.literal(CASE_VERSION),
  /** The version of the Latchkey that saved the case. */
  app: v.string(),
  /** As ISO 8601. */
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  kind,
  /** The page, as its browser stated it; null when unknown. */
  origin: v.nullable(v.string()),
  /** When the page called, in milliseconds since the Unix epoch; null when unknown. */
  at: v.nullable(time),
  outcome: v.picklist(['done', 'refused', 'unknown']),
  /** The name of the error that the page got. */
  error: v.nullable(v.string()),
  mediation,
  options,
  response,
  withheld,
  profile,
  /** What an armed fault did to the answer. */
  fault,
  /** The seed of the session; null when there was none. */
  seed: v.nullable(v.string()),
  /** The time of the session's clock, in milliseconds since the Unix epoch; null without a session. */
  clock: v.nullable(time),
  /** Omitted without a session, and by earlier builds. */
  session: v.exactOptional(sessionSchema),
  steps,
  failed,
  lint,
  /** The record's entry; null when there is none. */
  entry: v.nullable(v.strictObject({ ...activityEntrySchema.entries, at: time })),
})

/** Drops members that a later build added, at every depth. */
export const caseFileSchema = withoutUnknown(wholeSchema)

export type CaseFile = Readonly<v.InferOutput<typeof caseFileSchema>>
