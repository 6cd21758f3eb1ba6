/** `latchkey inspect FILE`: decodes one ceremony, checks it as a relying party would, and lints it (docs/inspect.md). */
import { EXIT, type ExitCode } from '../cli/exit-codes'
import { inspectCase } from '../inspect/case/inspect-case'
import { readAnyCase } from '../inspect/case/read-case'
import { failed, readJson } from '../lint/read-json'
import type { Given } from '../inspect/check/expectations'
import type { CaseFile } from '../shared/case-file'
import { readInspectArguments } from './arguments'
import { caseText } from './case-text'
import { askVerifier, type VerifierHost } from './verifier/ask-verifier'
import { verifierText, type VerifierAnswer } from './verifier/verifier-text'

export interface InspectHost extends VerifierHost {
  readonly in: AsyncIterable<Uint8Array>
  readonly out: (text: string) => Promise<void>
}

/**
 * @param args the arguments after the command's name.
 * @returns the exit code: 1 when a step of the check fails; with a verifier, 3 when the verifier refuses.
 * @throws {CommandEnd} `usage`, or `failed` for an invalid file.
 */
export async function inspectCommand(
  args: readonly string[],
  host: InspectHost,
): Promise<ExitCode> {
  const { file, json, verify, given } = readInspectArguments(args)
  const one = read(await readJson(file, host.in))
  const inspected = await inspectCase(one, given)
  const verifier = verify === undefined ? undefined : await verified(verify, one, given, host)
  const all = { case: one, ...inspected, ...(verifier && { verifier }) }
  const text = caseText(one, inspected) + (verifier ? verifierText(verifier, one) : '')
  await host.out(json ? `${JSON.stringify(all, null, 2)}\n` : text)
  if (verifier) return verifier.answer === 'accepted' ? EXIT.ok : EXIT.denied
  return inspected.check.some(({ outcome }) => outcome === 'wrong') ? EXIT.failed : EXIT.ok
}

/** Values from the command line take precedence over those of the case. */
async function verified(
  module: string,
  { kind, options, response, origin, at }: CaseFile,
  { origins, record }: Given,
  host: VerifierHost,
): Promise<VerifierAnswer> {
  if (response === null) failed('The file has no response, so there is nothing to verify.')
  const publicKey = record?.publicKey ?? null
  const page = origins?.[0] ?? origin
  const input = { kind, options, response, origin: page, at, publicKey }
  return { module, ...(await askVerifier(module, input, host)) }
}

function read(json: unknown): CaseFile {
  try {
    return readAnyCase(json)
  } catch (error) {
    if (error instanceof RangeError) failed(error.message)
    throw error
  }
}
