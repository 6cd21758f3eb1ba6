/** The findings for a terminal. */
import { plain } from '../cli/plain-text'
import type { PageCall } from '../inspect/lint/page-call'
import type { Rule } from '../inspect/lint/rule'
import { lintSeverities, type LintFinding } from '../shared/lint-finding'

export interface LintedCall {
  /** Counts from 1. */
  readonly number: number
  readonly call: PageCall
  readonly findings: readonly LintFinding[]
}

export function textOf(calls: readonly LintedCall[]): string {
  return [
    ...calls.flatMap((call) => call.findings.map((finding) => entry(call, finding))),
    summary(calls),
  ]
    .map((text) => `${text}\n`)
    .join('')
}

export function rulesText(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length))
  return lintSeverities
    .flatMap((severity) => rules.filter((rule) => rule.severity === severity))
    .map(({ id, severity, title }) => `${severity.padEnd(7)}  ${id.padEnd(width)}  ${title}\n`)
    .join('')
}

function entry({ number, call }: LintedCall, finding: LintFinding): string {
  const { rule, severity, title, section, why, instead, path, value } = finding
  return [
    `${severity}: ${rule} in call ${number}, ${nameOf(call)} of ${call.origin === null ? 'a page that is not known' : plain(call.origin)}`,
    `  ${plain(path)}: ${plain(value)}`,
    `  ${title} ${why}`,
    `  Instead: ${instead} (${section})`,
    '',
  ].join('\n')
}

function nameOf(call: PageCall): string {
  return call.kind === 'signal' ? `the signal ${call.signal}` : `${call.kind}()`
}

function summary(calls: readonly LintedCall[]): string {
  const all = calls.flatMap(({ findings }) => findings)
  const counts = lintSeverities.flatMap((severity) => {
    const count = all.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  const judged = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
  return `${judged}: ${counts.length === 0 ? 'no findings' : counts.join(', ')}.`
}
