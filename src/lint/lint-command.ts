/** `latchkey lint FILE`: says what a page does wrong in its options and signals (docs/lint.md). */
import { createReadStream } from 'node:fs'
import { CommandEnd, EXIT, type ExitCode } from '../cli/exit-codes'
import { RULES } from '../inspect/lint/all-rules'
import type { PageCall } from '../inspect/lint/page-call'
import { PageHistories } from '../inspect/lint/page-histories'
import { readRecordedCalls } from '../inspect/lint/recorded-calls'
import { findingsFrom } from '../shared/lint-finding'
import { readAtMost } from '../shared/read-at-most'
import { readLintArguments, type LintArguments } from './arguments'
import { rulesText, textOf, type LintedCall } from './report-text'

/** A record of ten thousand calls is shorter. */
const LONGEST_FILE = 64 * 1024 * 1024

export interface LintStreams {
  readonly in: AsyncIterable<Uint8Array>
  readonly out: (text: string) => Promise<void>
}

/**
 * @param args what follows the command's name.
 * @returns the exit code: 7 with findings that fail.
 * @throws {CommandEnd} `usage`, or `failed` for a file that is wrong.
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

/** Judges the calls in their order, each by those of its page before it. */
function lintCalls(calls: readonly PageCall[], { except }: LintArguments): readonly LintedCall[] {
  const pages = new PageHistories()
  return calls.map((call, index) => {
    const key = String(index)
    const findings = [...pages.asked(key, call), ...pages.ended(key, call)]
    return { number: index + 1, call, findings: findings.filter(({ rule }) => !except.has(rule)) }
  })
}

async function readCalls(
  { file, unsaid }: LintArguments,
  streams: LintStreams,
): Promise<readonly PageCall[]> {
  const text = file === undefined ? await readText(streams.in) : await readFile(file)
  try {
    return readRecordedCalls(parseJson(text), unsaid)
  } catch (error) {
    if (error instanceof RangeError) failed(error.message)
    throw error
  }
}

async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces = await readAtMost(LONGEST_FILE, stream)
  if (pieces === null) return failed('The file is longer than 64 MiB.')
  return Buffer.concat(pieces).toString('utf8')
}

async function readFile(path: string): Promise<string> {
  try {
    return await readText(createReadStream(path))
  } catch (error) {
    if (error instanceof CommandEnd) throw error
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    return failed(`The file ${path} cannot be read (${code}).`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return failed('The file is not JSON.')
  }
}

function failed(message: string): never {
  throw new CommandEnd(EXIT.failed, message)
}

function jsonOf(calls: readonly LintedCall[]): string {
  const findings = calls.flatMap(({ number, call, findings: found }) =>
    found.map((finding) => ({ call: number, origin: call.origin, ...finding })),
  )
  return `${JSON.stringify(findings, null, 2)}\n`
}
