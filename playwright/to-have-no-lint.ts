/** `expect(passkeys).toHaveNoLint()`, for Playwright's `expect`. */
import type { PasskeySession } from './client/passkey-session.js'
import type { LintSeverity, PageFinding } from './client/types/wire.js'

const SEVERITIES: readonly LintSeverity[] = ['error', 'warning', 'hint']

export interface LintMatcherOptions {
  /** The minimum severity of findings that fail; `warning` by default. */
  readonly failOn?: LintSeverity
  /** The ids of rules that do not fail. */
  readonly except?: readonly string[]
}

/** Checks the lint's findings so far in the session's pages. */
export async function toHaveNoLint(
  passkeys: Pick<PasskeySession, 'lintFindings'>,
  { failOn = 'warning', except = [] }: LintMatcherOptions,
): Promise<{ readonly pass: boolean; readonly message: () => string }> {
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1)
  const findings = (await passkeys.lintFindings()).filter(
    ({ rule, severity }) => failing.includes(severity) && !except.includes(rule),
  )
  return {
    pass: findings.length === 0,
    message: () =>
      findings.length === 0
        ? 'The lint found nothing in the session’s pages.'
        : findings.map(textOf).join('\n\n'),
  }
}

function textOf(finding: PageFinding): string {
  const { origin, rule, severity, path, value, title, why, instead, section } = finding
  const call = finding.signal === null ? `${finding.call}()` : `the signal ${finding.signal}`
  return [
    `${severity}: ${rule} in ${call} of ${origin}`,
    `  ${path}: ${value}`,
    `  ${title} ${why}`,
    `  Instead: ${instead} (${section})`,
  ].join('\n')
}
