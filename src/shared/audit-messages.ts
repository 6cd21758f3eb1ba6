/** What the main process and the audit helper say to each other. Both parse what they receive. */
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
  /** `latchkey-session.js`, as the pages of a session load it. */
  sessionScript: v.string(),
})

/** What the main process asks. */
export const AuditOrderSchema = v.variant('is', [
  startSchema,
  /** End the audit, and what the file has started. */
  v.strictObject({ is: v.literal('cancel') }),
])

export type AuditOrder = v.InferOutput<typeof AuditOrderSchema>
export type AuditStart = v.InferOutput<typeof startSchema>

/** What the audit helper tells. */
export const AuditNewsSchema = v.variant('is', [
  /** Comes every few seconds while the user's file gives the helper its turn. */
  v.strictObject({ is: v.literal('alive') }),
  v.strictObject({ is: v.literal('progress'), progress: auditProgressSchema }),
  v.strictObject({ is: v.literal('done'), card: reportCardSchema }),
  v.strictObject({ is: v.literal('failed'), message: v.pipe(v.string(), v.maxLength(100_000)) }),
  v.strictObject({ is: v.literal('cancelled') }),
  /** Comes last: what the file had started has ended. */
  v.strictObject({ is: v.literal('closed') }),
])

export type AuditNews = v.InferOutput<typeof AuditNewsSchema>
