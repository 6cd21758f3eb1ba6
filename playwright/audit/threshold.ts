/** Which findings fail a build. */
import { AuditError } from './audit-error.js'
import { SEVERITIES, type Severity } from './catalogue.js'
import type { ReportCard, Row } from './report-card.js'

/** The minimum severity that fails; `none`: no finding fails. */
export type Threshold = Severity | 'none'

/** @throws {AuditError} for a threshold that does not exist: with it, no finding could fail. */
export function requireThreshold(threshold: Threshold): void {
  const known: readonly Threshold[] = [...SEVERITIES, 'none']
  if (!known.includes(threshold))
    throw new AuditError(
      `There is no severity ${JSON.stringify(threshold)}. Known: ${known.join(', ')}.`,
    )
}

/** The findings at or above the threshold that no baseline has. @throws {AuditError} as {@link requireThreshold}. */
export function findingsAtLeast(
  threshold: Threshold,
  { rows }: Pick<ReportCard, 'rows'>,
): readonly Row[] {
  requireThreshold(threshold)
  if (threshold === 'none') return []
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(threshold) + 1)
  return rows.filter(
    ({ finding, known, severity }) => finding && !known && failing.includes(severity),
  )
}
