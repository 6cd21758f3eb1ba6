/** The result of an audit. It is plain JSON, so that it can be stored and compared. */
import type { CeremonyKind, Severity } from './catalogue.js'

/** `accepted`, `refused`: what the relying party did. `not tried`: the row has no result, and `reason` says why. */
export type Outcome = 'accepted' | 'refused' | 'not tried'

/** What Latchkey changed in the genuine answer. */
export interface AnswerChange {
  readonly what: string
  readonly from: string
  readonly to: string
}

/** What one row tries. */
export interface PlannedRow {
  /** The row's name in all reports and baselines, such as `fault/uv-not-set/get`. */
  readonly key: string
  readonly kind: 'genuine' | 'profile' | 'fault'
  /** The id of the fault or the profile; empty for a genuine answer. */
  readonly id: string
  readonly ceremony: CeremonyKind
  readonly title: string
  /** The part of the answer with the fault, or `provider`. */
  readonly place: string
  readonly expected: 'accept' | 'refuse'
  readonly severity: Severity
  readonly section: string
  readonly advice: string
  /** The condition for trying the row; absent when there is none. */
  readonly needs?: string
}

export interface Row extends PlannedRow {
  readonly outcome: Outcome
  /** The relying party's own words, at most 500 characters; null when there were none. */
  readonly words: string | null
  /** Why the row was not tried; null when it was tried. */
  readonly reason: string | null
  /** Whether the outcome differs from what a correct relying party does. */
  readonly finding: boolean
  /** Whether the finding is in the baseline. */
  readonly known: boolean
  readonly changes: readonly AnswerChange[]
  /** Other observations, such as an answer with status 500. */
  readonly notes: readonly string[]
  readonly durationMs: number
}

export interface SeverityScore {
  /** Rows that were tried. */
  readonly tried: number
  readonly findings: number
}

export interface ReportCard {
  /** Of this format. */
  readonly version: 1
  /** When the audit began, ISO 8601. */
  readonly date: string
  /** What was audited, in the user's words. */
  readonly subject: string
  readonly latchkey: string
  /** Name and version; null: no browser took part. */
  readonly browser: string | null
  readonly durationMs: number
  readonly counts: {
    readonly rows: number
    readonly accepted: number
    readonly refused: number
    readonly notTried: number
    readonly findings: number
    /** Findings that a baseline has. */
    readonly known: number
  }
  readonly score: Readonly<Record<Severity, SeverityScore>>
  /** The genuine answers first, then profiles, then faults. */
  readonly rows: readonly Row[]
}

/** What is known of a report card before its rows. */
export type ReportHead = Pick<
  ReportCard,
  'date' | 'subject' | 'latchkey' | 'browser' | 'durationMs'
>

/** @returns the report card of these rows. */
export function reportCardOf(head: ReportHead, rows: readonly Row[]): ReportCard {
  const count = (fits: (row: Row) => boolean) => rows.filter(fits).length
  return {
    version: 1,
    ...head,
    counts: {
      rows: rows.length,
      accepted: count(({ outcome }) => outcome === 'accepted'),
      refused: count(({ outcome }) => outcome === 'refused'),
      notTried: count(({ outcome }) => outcome === 'not tried'),
      findings: count(({ finding }) => finding),
      known: count(({ known }) => known),
    },
    score: {
      critical: scoreOf('critical', rows),
      high: scoreOf('high', rows),
      medium: scoreOf('medium', rows),
      low: scoreOf('low', rows),
    },
    rows,
  }
}

function scoreOf(severity: Severity, rows: readonly Row[]): SeverityScore {
  const tried = rows.filter((row) => row.severity === severity && row.outcome !== 'not tried')
  return { tried: tried.length, findings: tried.filter(({ finding }) => finding).length }
}
