/** The report card as SARIF 2.1.0 (OASIS), for code scanning. */
import type { Severity } from '../catalogue.js'
import type { ReportCard, Row } from '../report-card.js'
import { findingSentence } from './row-words.js'

/** SARIF has three levels. */
const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
}

/** Code scanning sorts by this number, from 0 to 10. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.0',
  low: '2.0',
}

export interface SarifOptions {
  /** The file that the findings refer to, relative to the repository, such as the audit's configuration. */
  readonly file?: string
}

/** @returns a SARIF log with one result for each finding. Findings of the baseline are suppressed. */
export function sarifReport(
  card: ReportCard,
  { file = 'latchkey.audit.js' }: SarifOptions = {},
): object {
  const found = card.rows.filter(({ finding }) => finding)
  const ruleIds = [...new Set(found.map(ruleIdOf))]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Latchkey',
            version: card.latchkey,
            rules: ruleIds.map((id) => ruleOf(id, found)),
          },
        },
        invocations: [{ executionSuccessful: true, startTimeUtc: card.date }],
        columnKind: 'utf16CodeUnits',
        results: found.map((row) => resultOf(row, ruleIds.indexOf(ruleIdOf(row)), file)),
      },
    ],
  }
}

function ruleIdOf({ kind, id }: Row): string {
  return `${kind}/${id}`
}

function ruleOf(id: string, found: readonly Row[]): object {
  const row = found.find((one) => ruleIdOf(one) === id)
  if (!row) throw new Error(`no finding of ${id}`)
  return {
    id,
    shortDescription: { text: row.title },
    fullDescription: { text: `${row.title} (${row.section})` },
    help: { text: row.advice },
    defaultConfiguration: { level: LEVELS[row.severity] },
    properties: {
      tags: ['security', 'webauthn', row.place],
      'security-severity': SECURITY_SEVERITIES[row.severity],
    },
  }
}

function resultOf(row: Row, ruleIndex: number, file: string): object {
  const said = row.words === null ? '' : ` It said: ${row.words}`
  return {
    ruleId: ruleIdOf(row),
    ruleIndex,
    level: LEVELS[row.severity],
    message: { text: `${row.title} ${findingSentence(row)}${said} ${row.advice}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
          region: { startLine: 1 },
        },
      },
    ],
    partialFingerprints: { 'latchkeyRow/v1': row.key },
    ...(row.known && {
      baselineState: 'unchanged',
      suppressions: [{ kind: 'external', justification: 'The baseline has this finding.' }],
    }),
  }
}
