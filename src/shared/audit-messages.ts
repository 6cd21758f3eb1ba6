/** The messages between the main process and the audit helper. Both parse what they receive. */
import * as v from 'valibot'
import { auditChoiceSchema, auditProgressSchema, reportCardSchema } from './audit'

const startSchema = v.strictObject({
  is: v.literal('start'),
  /** The user's file. */
  folder: v.string(),
  name: v.string(),
  choice: auditChoiceSchema,
  /** Latchkey's version. */
  version: v.string(),
  /** `latchkey-session.js` for the pages of a session. */
  sessionScript: v.string(),
})

/** What the main process asks. */
export const AuditOrderSchema = v.variant('is', [
  startSchema,
  /** Ends the audit, and everything that the file has started. */
  v.strictObject({ is: v.literal('cancel') }),
])

export type AuditOrder = v.InferOutput<typeof AuditOrderSchema>
export type AuditStart = v.InferOutput<typeof startSchema>

/** What the audit helper tells. */
export const AuditNewsSchema = v.variant('is', [
  /** Sent every few seconds while the user's file does not block the helper. */
  v.strictObject({ is: v.literal('alive') }),
  v.strictObject({ is: v.literal('progress'), progress: auditProgressSchema }),
  v.strictObject({ is: v.literal('done'), card: reportCardSchema }),
  v.strictObject({ is: v.literal('failed'), message: v.pipe(v.string(), v.maxLength(100_000)) }),
  v.strictObject({ is: v.literal('cancelled') }),
  /** The last message: everything that the file had started has ended. */
  v.strictObject({ is: v.literal('closed') }),
])

export type AuditNews = v.InferOutput<typeof AuditNewsSchema>
