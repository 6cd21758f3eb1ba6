/** The audit of a relying party, for the window (docs/audit.md). */
import * as v from 'valibot'
import { faultIds } from './fault'
import { profileIds } from './provider-profile'

export const auditBrowsers = ['chromium', 'firefox', 'webkit'] as const
export type AuditBrowser = (typeof auditBrowsers)[number]

function listOf<const Item extends v.GenericSchema>(item: Item, most: number) {
  return v.pipe(v.array(item), v.maxLength(most), v.readonly())
}

/** The choices for a run. Each may be empty. Then only the genuine answers are tried. */
export const auditChoiceSchema = v.strictObject({
  faults: listOf(v.picklist(faultIds), faultIds.length),
  profiles: listOf(v.picklist(profileIds), profileIds.length),
  /** For a file that drives pages. */
  browser: v.picklist(auditBrowsers),
})

export type AuditChoice = v.InferOutput<typeof auditChoiceSchema>

/** The formats of a saved report card. */
export const reportFormats = ['html', 'json', 'sarif', 'junit'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** The audited program may send any text, and changed bytes may be long. A longer text comes from a broken audit. */
const text = v.pipe(v.string(), v.maxLength(100_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const duration = v.pipe(v.number(), v.minValue(0))
const severities = ['critical', 'high', 'medium', 'low'] as const

/** The progress of the audit. */
export const auditProgressSchema = v.strictObject({
  /** Ended trials. A trial fills one or two rows. */
  done: count,
  total: count,
  /** The current trial, such as `uv-not-set (get)`. */
  now: text,
  findings: count,
  /** null when not known yet. */
  remainingMs: v.nullable(duration),
})

export type AuditProgress = v.InferOutput<typeof auditProgressSchema>

export const auditRowSchema = v.strictObject({
  key: text,
  kind: v.picklist(['genuine', 'profile', 'fault']),
  /** The id of the fault or the profile; empty for a genuine answer. */
  id: text,
  ceremony: v.picklist(['create', 'get']),
  title: text,
  place: text,
  expected: v.picklist(['accept', 'refuse']),
  severity: v.picklist(severities),
  section: text,
  advice: text,
  needs: v.exactOptional(text),
  outcome: v.picklist(['accepted', 'refused', 'not tried']),
  words: v.nullable(text),
  reason: v.nullable(text),
  finding: v.boolean(),
  known: v.boolean(),
  changes: listOf(v.strictObject({ what: text, from: text, to: text }), 100),
  notes: listOf(text, 1_000),
  durationMs: duration,
})

/** One row of the report card: what was tried, and what the relying party did. */
export type AuditRow = v.InferOutput<typeof auditRowSchema>

const score = v.strictObject({ tried: count, findings: count })

export const reportCardSchema = v.strictObject({
  version: v.literal(1),
  /** When the audit began, ISO 8601. */
  date: v.pipe(v.string(), v.isoTimestamp()),
  subject: text,
  latchkey: text,
  /** Name and version; null without a browser. */
  browser: v.nullable(text),
  durationMs: duration,
  counts: v.strictObject({
    rows: count,
    accepted: count,
    refused: count,
    notTried: count,
    findings: count,
    known: count,
  }),
  score: v.strictObject({ critical: score, high: score, medium: score, low: score }),
  rows: listOf(auditRowSchema, 5_000),
})

export type AuditReportCard = v.InferOutput<typeof reportCardSchema>

/** How many files the app remembers. */
export const MOST_AUDIT_FILES = 10

/** A file with functions to register and to sign in. Its path stays in the main process. */
export const auditFileSchema = v.strictObject({
  id: v.string(),
  name: v.string(),
  /** The name of the parent folder, which distinguishes files with the same name. */
  folder: v.string(),
  /** Whether the user has allowed Latchkey to run the file. */
  allowed: v.boolean(),
})

export type AuditFile = v.InferOutput<typeof auditFileSchema>

const fileId = v.string()

export const auditStateSchema = v.strictObject({
  /** Newest choice first. */
  files: listOf(auditFileSchema, MOST_AUDIT_FILES),
  run: v.variant('is', [
    v.strictObject({ is: v.literal('none') }),
    v.strictObject({
      is: v.literal('running'),
      fileId,
      /** null while the file is being loaded. */
      progress: v.nullable(auditProgressSchema),
      /** The user has cancelled, and the file ends what it has started. */
      cancelling: v.boolean(),
    }),
    v.strictObject({ is: v.literal('failed'), fileId, message: text }),
    v.strictObject({ is: v.literal('cancelled'), fileId }),
    v.strictObject({ is: v.literal('done'), fileId }),
  ]),
  /** The last report card, until the app quits. `getReportCard` reads its rows. */
  card: v.nullable(
    v.strictObject({
      /** A different number for each card. */
      number: count,
      fileId,
      /** Whether the card was saved as HTML, so that it can be opened. */
      opens: v.boolean(),
    }),
  ),
})

/** The state of audits for the window. */
export type AuditState = v.InferOutput<typeof auditStateSchema>
