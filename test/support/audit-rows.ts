/** Rows of an audit, and report cards of them; give only the fields that the test is about. */
import { reportCardOf, type ReportCard, type Row } from '../../playwright/audit/report-card'
import { FAULTS } from '../../src/shared/fault'
import { profileIds } from '../../src/shared/provider-profile'

const PROFILES = profileIds.length
const FAULTY = FAULTS.flatMap(({ ceremonies }) => ceremonies).length

/** The rows of an audit of everything: each profile registers and signs in, and so does Latchkey without one. */
export const ALL_ROWS = 2 + 2 * PROFILES + FAULTY

/** The trials of an audit of everything, with the genuine one. */
export const ALL_TRIALS = 1 + PROFILES + FAULTY

export function auditRow(fields: Partial<Row> = {}): Row {
  return {
    key: 'fault/uv-not-set/get',
    kind: 'fault',
    id: 'uv-not-set',
    ceremony: 'get',
    title: 'The UV flag is not set.',
    place: 'authenticator-data',
    expected: 'refuse',
    severity: 'critical',
    section: 'WebAuthn §7.2 step 17',
    advice: 'Check the UV flag.',
    outcome: 'refused',
    words: 'user verification is required',
    reason: null,
    finding: false,
    known: false,
    changes: [],
    notes: [],
    durationMs: 120,
    ...fields,
  }
}

/** A row that the relying party should have refused. */
export function auditFinding(fields: Partial<Row> = {}): Row {
  return auditRow({ outcome: 'accepted', words: null, finding: true, ...fields })
}

export function reportCard(rows: readonly Row[], subject = 'the demo'): ReportCard {
  const head = { date: '2026-11-30T11:00:00.000Z', latchkey: '1.2.3', browser: 'chromium 149' }
  return reportCardOf({ ...head, subject, durationMs: 2000 }, rows)
}
