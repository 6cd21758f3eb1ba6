/** How many findings and calls there are, in words. */
import { groupedNumber } from '../../shared/grouped-number'
import { lintSeverities, type LintFinding } from '../../shared/lint-finding'

/** Such as `1 error, 2 hints`. */
export function countFindings(findings: readonly Pick<LintFinding, 'severity'>[]): string {
  return lintSeverities
    .map((severity) => {
      const count = findings.filter((one) => one.severity === severity).length
      return count === 0 ? '' : `${count} ${severity}${count === 1 ? '' : 's'}`
    })
    .filter((words) => words !== '')
    .join(', ')
}

/** Such as `1 call`, or `12 calls`. */
export function callsText(count: number): string {
  return `${groupedNumber(count)} ${count === 1 ? 'call' : 'calls'}`
}
