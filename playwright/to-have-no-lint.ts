/** `expect(passkeys).toHaveNoLint()`, for Playwright's `expect`. */
import type { PasskeySession } from './client/passkey-session.js'
import type { LintSeverity, PageFinding } from './client/types/wire.js'

const SEVERITIES: readonly LintSeverity[] = ['error', 'warning', 'hint']

export interface LintMatcherOptions {
  /** The minimum severity of findings that fail; `warning` by default. */
  readonly failOn?: LintSeverity
  /** The ids of rules that do not fail. */
  readonly except?: readonly string[]
  /** Whether a session in which no page has made a call passes; false by default. */
  readonly passWithNoCalls?: boolean
}

const OPTIONS: Record<keyof LintMatcherOptions, true> = {
  failOn: true,
  except: true,
  passWithNoCalls: true,
}

/** What the matcher asks of a session. */
export type LintedSession = Pick<PasskeySession, 'lintFindings' | 'lintedCalls' | 'knownLintRules'>

/**
 * Judges what the lint has found so far in the session's pages.
 *
 * @throws {TypeError} for an option, a severity or a rule that does not exist: with it, the matcher could only pass.
 * @throws {Error} when no page has made a call, so `.not` fails too.
 */
export async function toHaveNoLint(
  passkeys: LintedSession,
  options: LintMatcherOptions,
): Promise<{ readonly pass: boolean; readonly message: () => string }> {
  const { failOn = 'warning', except = [], passWithNoCalls = false } = options
  refuseUnknown('option', Object.keys(options), Object.keys(OPTIONS))
  refuseUnknown('severity', [failOn], SEVERITIES)
  if (except.length > 0) refuseUnknown('rule', except, await passkeys.knownLintRules())
  if (!passWithNoCalls && (await passkeys.lintedCalls()) === 0) throw noCalls()
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

function refuseUnknown(what: string, given: readonly string[], known: readonly string[]): void {
  const unknown = given.find((one) => !known.includes(one))
  if (unknown !== undefined)
    throw new TypeError(
      `toHaveNoLint: there is no ${what} ${JSON.stringify(unknown)}. Known: ${known.join(', ')}.`,
    )
}

function noCalls(): Error {
  return new Error(
    'toHaveNoLint: the lint has judged no call yet, because no page of this session has made one. Wait for the call first, ' +
      'such as with passkeys.waitForCeremony(), or give { passWithNoCalls: true }.',
  )
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
