/** How many findings there are, in words. */
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
