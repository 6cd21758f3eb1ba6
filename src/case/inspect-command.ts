/** `latchkey inspect FILE`: one ceremony decoded, checked as a relying party does, and linted (docs/inspect.md). */
import { EXIT, type ExitCode } from '../cli/exit-codes'
import { inspectCase } from '../inspect/case/inspect-case'
import { readAnyCase } from '../inspect/case/read-case'
import { failed, readJson } from '../lint/read-json'
import type { CaseFile } from '../shared/case-file'
import { readInspectArguments } from './arguments'
import { caseText } from './case-text'

export interface InspectStreams {
  readonly in: AsyncIterable<Uint8Array>
  readonly out: (text: string) => Promise<void>
}

/**
 * @param args what follows the command's name.
 * @returns the exit code: 1 where a step of the check is wrong.
 * @throws {CommandEnd} `usage`, or `failed` for a file that is wrong.
 */
export async function inspectCommand(
  args: readonly string[],
  streams: InspectStreams,
): Promise<ExitCode> {
  const { file, json, given } = readInspectArguments(args)
  const one = read(await readJson(file, streams.in))
  const inspected = await inspectCase(one, given)
  await streams.out(
    json ? `${JSON.stringify({ case: one, ...inspected }, null, 2)}\n` : caseText(one, inspected),
  )
  return inspected.check.some(({ outcome }) => outcome === 'wrong') ? EXIT.failed : EXIT.ok
}

function read(json: unknown): CaseFile {
  try {
    return readAnyCase(json)
  } catch (error) {
    if (error instanceof RangeError) failed(error.message)
    throw error
  }
}
