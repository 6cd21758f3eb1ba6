import { EXIT, type ExitCode } from '../exit-codes'
import { plain } from '../plain-text'
import { checks, type Finding } from './finding'

const MARKS: Record<Finding['state'], string> = { well: 'ok', note: 'note', wrong: 'WRONG' }
const MARK_WIDTH = 6

/** The report for people: a line for each finding, with the advice below. */
export function reportText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length)) + 1
  const lines = inOrder(findings).flatMap(({ check, state, found, advice }) => [
    `${MARKS[state].padEnd(MARK_WIDTH)}${check.padEnd(width)} ${plain(found)}`,
    ...(advice === null ? [] : [`${' '.repeat(MARK_WIDTH + width)} ${plain(advice)}`]),
  ])
  const wrong = findings.filter(({ state }) => state === 'wrong').length
  return `${[...lines, '', summary(wrong)].join('\n')}\n`
}

function summary(wrong: number): string {
  if (wrong === 0) return 'No problems found.'
  return wrong === 1
    ? '1 problem keeps Latchkey from working.'
    : `${wrong} problems keep Latchkey from working.`
}

export function reportJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ findings: inOrder(findings) }, null, 2)}\n`
}

export function reportCode(findings: readonly Finding[]): ExitCode {
  return findings.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.ok
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => checks.indexOf(a.check) - checks.indexOf(b.check))
}
