/** Which findings fail a build. */
import { SEVERITIES, type Severity } from './catalogue.js'
import type { ReportCard, Row } from './report-card.js'

/** The minimum severity that fails; `none`: no finding fails. */
export type Threshold = Severity | 'none'

/** The findings at or above the threshold that are not in a baseline. */
export function findingsAtLeast(
  threshold: Threshold,
  { rows }: Pick<ReportCard, 'rows'>,
): readonly Row[] {
  if (threshold === 'none') return []
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(threshold) + 1)
  return rows.filter(
    ({ finding, known, severity }) => finding && !known && failing.includes(severity),
  )
}
