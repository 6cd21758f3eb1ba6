/** The report card for a terminal. */
import { SEVERITIES } from '../catalogue.js'
import type { ReportCard, Row } from '../report-card.js'
import { expectedWord, findingSentence, markOf, nameOf, plainLine, type Mark } from './row-words.js'

const MARKS: Readonly<Record<Mark, string>> = {
  finding: '✗',
  known: '~',
  'not tried': '·',
  right: '✓',
}

const COLOURS: Readonly<Record<Mark, number>> = {
  finding: 31,
  known: 33,
  'not tried': 2,
  right: 32,
}

/** More rows that were not tried for one reason are counted, not named. */
const MOST_NAMED = 10

export interface TextOptions {
  /** Whether to use a terminal's colours. */
  readonly colours?: boolean
}

/** @returns the table of all rows, then each finding with what to change, then the counts. */
export function textReport(card: ReportCard, { colours = false }: TextOptions = {}): string {
  const paint = (text: string, mark: Mark) =>
    colours ? `\u001b[${COLOURS[mark]}m${text}\u001b[0m` : text
  return [
    head(card),
    '',
    ...tableOf(card.rows, paint),
    ...detailsOf(card.rows, paint),
    ...notTriedOf(card.rows),
    '',
    summaryOf(card),
    '',
  ].join('\n')
}

type Paint = (text: string, mark: Mark) => string

function head({ subject, date, latchkey, browser }: ReportCard): string {
  const browserToo = browser === null ? '' : `, ${plainLine(browser)}`
  return `Audit of ${plainLine(subject)}, ${date.slice(0, 10)}, Latchkey ${plainLine(latchkey)}${browserToo}`
}

function tableOf(rows: readonly Row[], paint: Paint): readonly string[] {
  const cells = rows.map((row) => [
    row.place,
    nameOf(row),
    row.severity,
    expectedWord(row),
    row.outcome,
  ])
  const headings = ['place', 'row', 'severity', 'expected', 'outcome']
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((cell) => cell[column]?.length ?? 0)),
  )
  const line = (cell: readonly string[]) =>
    cell
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [
    `  ${line(headings)}`,
    ...rows.map((row, index) => {
      const mark = markOf(row)
      return paint(`${MARKS[mark]} ${line(cells[index] ?? [])}`, mark)
    }),
  ]
}

function detailsOf(rows: readonly Row[], paint: Paint): readonly string[] {
  const found = SEVERITIES.flatMap((severity) =>
    rows.filter((row) => row.finding && row.severity === severity),
  )
  return found.flatMap((row) => [
    '',
    paint(
      `${MARKS[markOf(row)]} ${row.severity}: ${nameOf(row)}${row.known ? ', in the baseline' : ''}`,
      markOf(row),
    ),
    `  ${plainLine(row.title)}`,
    `  ${plainLine(findingSentence(row))}`,
    ...row.changes.map(
      ({ what, from, to }) =>
        `  Latchkey changed ${plainLine(what)} from ${plainLine(from)} to ${plainLine(to)}.`,
    ),
    ...(row.words === null ? [] : [`  It said: ${plainLine(row.words)}`]),
    ...row.notes.map((note) => `  ${plainLine(note)}`),
    `  ${plainLine(row.advice)}`,
  ])
}

/** Many rows share a reason. */
function notTriedOf(rows: readonly Row[]): readonly string[] {
  const byReason = new Map<string, string[]>()
  for (const row of rows)
    if (row.outcome === 'not tried') {
      const reason = row.reason ?? ''
      byReason.set(reason, [...(byReason.get(reason) ?? []), nameOf(row)])
    }
  if (byReason.size === 0) return []
  return [
    '',
    'Not tried:',
    ...Array.from(byReason, ([reason, names]) => `  ${plainLine(reason)}\n    ${listed(names)}`),
  ]
}

/** An audit that was stopped early has hundreds of them. The table above has every row. */
function listed(names: readonly string[]): string {
  return names.length > MOST_NAMED ? `${names.length} rows` : names.join(', ')
}

function summaryOf({ counts, score, durationMs }: ReportCard): string {
  const { rows, accepted, refused, notTried, findings, known } = counts
  const bySeverity = SEVERITIES.filter((severity) => score[severity].findings > 0).map(
    (severity) => `${score[severity].findings} ${severity}`,
  )
  const which = bySeverity.length > 0 ? ` (${bySeverity.join(', ')})` : ''
  const old = known > 0 ? `, ${known} of them in the baseline` : ''
  return (
    `${rows} rows in ${Math.round(durationMs / 1000)} s: ${accepted} accepted, ${refused} refused, ${notTried} not tried. ` +
    `${findings} ${findings === 1 ? 'finding' : 'findings'}${which}${old}.`
  )
}
