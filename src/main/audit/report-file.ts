/** The report card as a file. */
import { htmlReport } from '../../../playwright/audit/report/html'
import { junitReport } from '../../../playwright/audit/report/junit'
import { sarifReport } from '../../../playwright/audit/report/sarif'
import type { AuditReportCard, ReportFormat } from '../../shared/audit'

export interface ReportFile {
  readonly name: string
  readonly text: string
}

const SUFFIXES: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  json: 'json',
  sarif: 'sarif',
  junit: 'xml',
}

type Write = (card: AuditReportCard, auditedFile: string) => string

const WRITERS: Readonly<Record<ReportFormat, Write>> = {
  html: (card) => htmlReport(card),
  json: (card) => `${JSON.stringify(card, null, 2)}\n`,
  sarif: (card, file) => `${JSON.stringify(sarifReport(card, { file }), null, 2)}\n`,
  junit: (card) => junitReport(card),
}

/** @param auditedFile the name of the audited file. */
export function reportFile(
  format: ReportFormat,
  card: AuditReportCard,
  auditedFile: string,
): ReportFile {
  return {
    name: `latchkey-audit-${card.date.slice(0, 10)}.${SUFFIXES[format]}`,
    text: WRITERS[format](card, auditedFile),
  }
}
