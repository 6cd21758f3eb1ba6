/** The texts of the window about audits. */
import type { AuditProgress, AuditRow } from '../../shared/audit'
import { FAULTS, type FaultFacts, type FaultPlace } from '../../shared/fault'
import { PLACES, type ListedFault } from './fault-words'
import { searchable, searchWords } from './search-text'

export type Severity = FaultFacts['severity']

/** The worst first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']

export const faultPlaces = Object.keys(PLACES) as readonly FaultPlace[]

export function chosenFaults(
  chosenSeverities: readonly Severity[],
  chosenPlaces: readonly FaultPlace[],
): readonly ListedFault[] {
  return FAULTS.filter(
    ({ severity, place }) => chosenSeverities.includes(severity) && chosenPlaces.includes(place),
  )
}

/** How many rows the report card will have, with the two genuine ones. */
export function countRows(faults: readonly FaultFacts[], profiles: number): number {
  return 2 + 2 * profiles + faults.reduce((sum, { ceremonies }) => sum + ceremonies.length, 0)
}

/** Which rows of a report card are shown. */
export type RowFilter = 'all' | 'findings' | AuditRow['outcome']

/** Every word of the search must occur in the texts that the window shows for a row. */
export function auditRowFilter(filter: RowFilter, search: string): (row: AuditRow) => boolean {
  const words = searchWords(search)
  return (row) => isOfFilter(filter, row) && words.every((word) => searchedText(row).includes(word))
}

function isOfFilter(filter: RowFilter, { finding, outcome }: AuditRow): boolean {
  if (filter === 'all') return true
  return filter === 'findings' ? finding : outcome === filter
}

/** The rows of a card never change. */
const searchedTexts = new WeakMap<AuditRow, string>()

function searchedText(row: AuditRow): string {
  const known = searchedTexts.get(row)
  if (known !== undefined) return known
  const { title, section, severity, place, outcome, words, reason, notes, finding, advice } = row
  const text = searchable([
    title,
    rowName(row),
    section,
    severity,
    place,
    outcome,
    verdictText(row),
    words ?? '',
    reason ?? '',
    ...notes,
    finding ? advice : '',
  ])
  searchedTexts.set(row, text)
  return text
}

/** Findings come first, by their severity, because they should be read first. Otherwise keeps the order of the card. */
export function rowsInOrder(rows: readonly AuditRow[]): readonly AuditRow[] {
  const rank = ({ finding, outcome, severity }: AuditRow) =>
    (finding ? 0 : outcome === 'not tried' ? 20 : 10) + severities.indexOf(severity)
  return [...rows].sort((a, b) => rank(a) - rank(b))
}

const CEREMONIES = { create: 'registration', get: 'sign-in' } as const

/** Such as `uv-not-set, sign-in`. */
export function rowName({ kind, id, ceremony }: AuditRow): string {
  return `${kind === 'genuine' ? 'genuine' : id}, ${CEREMONIES[ceremony]}`
}

/** What a correct relying party does with the answer, and what the audited one did. */
export function verdictText({ kind, expected, outcome, finding }: AuditRow): string {
  const correct = expected === 'refuse' ? 'refuses' : 'accepts'
  const answer = kind === 'fault' ? 'this answer' : 'this genuine answer'
  if (outcome === 'not tried') return `A correct relying party ${correct} ${answer}.`
  return finding
    ? `A correct relying party ${correct} ${answer}. Yours ${outcome} it.`
    : `Yours ${outcome} ${answer}, as a correct relying party does.`
}

/** Such as `12 of 257 trials, about 40 s left`. */
export function progressText({ done, total, remainingMs }: AuditProgress): string {
  const left = remainingMs === null || done === total ? '' : `, about ${timeText(remainingMs)} left`
  return `${done} of ${total} trials${left}`
}

/** Such as `40 s` or `3 min`. */
export function timeText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000))
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}

/** `1 finding`, `2 findings`, `no findings`. */
export function findingsText(findings: number): string {
  if (findings === 0) return 'no findings'
  return findings === 1 ? '1 finding' : `${findings} findings`
}
