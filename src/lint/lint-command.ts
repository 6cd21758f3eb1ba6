/** `latchkey lint FILE`: finds mistakes in a page's options and signals (docs/lint.md). */
import { EXIT, type ExitCode } from '../cli/exit-codes'
import { RULES } from '../inspect/lint/all-rules'
import type { PageCall } from '../inspect/lint/page-call'
import { PageHistories } from '../inspect/lint/page-histories'
import { readRecordedCalls } from '../inspect/lint/recorded-calls'
import { bySeverity, findingsFrom } from '../shared/lint-finding'
import { readLintArguments, type LintArguments } from './arguments'
import { failed, readJson } from './read-json'
import { rulesText, textOf, type LintedCall } from './report-text'

export interface LintStreams {
  readonly in: AsyncIterable<Uint8Array>
  readonly out: (text: string) => Promise<void>
}

/**
 * @param args the arguments after the command's name.
 * @returns the exit code: 7 for failing findings.
 * @throws {CommandEnd} `usage`, or `failed` for an invalid file.
 */
export async function lintCommand(
  args: readonly string[],
  streams: LintStreams,
): Promise<ExitCode> {
  const asked = readLintArguments(args)
  if (asked.list) {
    await streams.out(rulesText(RULES))
    return EXIT.ok
  }
  const calls = lintCalls(await readCalls(asked, streams), asked)
  await streams.out(asked.json ? jsonOf(calls) : textOf(calls))
  const all = calls.flatMap(({ findings }) => findings)
  return findingsFrom(asked.failOn, all).length === 0 ? EXIT.ok : EXIT.findings
}

/** Judges the calls in order, each with the earlier calls of its page. */
function lintCalls(calls: readonly PageCall[], { except }: LintArguments): readonly LintedCall[] {
  const pages = new PageHistories()
  return calls.map((call, index) => {
    const key = String(index)
    const findings = bySeverity([...pages.asked(key, call), ...pages.ended(key, call)])
    return { number: index + 1, call, findings: findings.filter(({ rule }) => !except.has(rule)) }
  })
}

async function readCalls(
  { file, unsaid }: LintArguments,
  streams: LintStreams,
): Promise<readonly PageCall[]> {
  const json = await readJson(file, streams.in)
  try {
    return readRecordedCalls(json, unsaid)
  } catch (error) {
    if (error instanceof RangeError) failed(error.message)
    throw error
  }
}

function jsonOf(calls: readonly LintedCall[]): string {
  const findings = calls.flatMap(({ number, call, findings: found }) =>
    found.map((finding) => ({ call: number, origin: call.origin, ...finding })),
  )
  return `${JSON.stringify(findings, null, 2)}\n`
}
