/**
 * `latchkey ceremony create|get`: answers a server's options without a browser, so that a shell script can test the
 * server. Options come in and the response goes out as JSON.
 */
import { readFileSync, statSync } from 'node:fs'
import { text as readText } from 'node:stream/consumers'
import { CommandEnd, EXIT } from '../cli/exit-codes'
import { plain } from '../cli/plain-text'
import { CeremonyError, Latchkey, type PasskeySession } from '../../playwright/client/latchkey'
import { CEREMONY_USAGE, readCeremonyArguments, type CeremonyArguments } from './arguments'

export interface CeremonyStreams {
  readonly in: AsyncIterable<Uint8Array | string>
  readonly out: (text: string) => Promise<void>
  /** As `out`, for messages. */
  readonly err: (text: string) => Promise<void>
}

/**
 * @param args what follows the command's name.
 * @param start starts the Latchkey of this ceremony.
 * @returns the exit code: 0 the response is written, 1 failed, 3 the ceremony ended with the error that a page would get,
 *   64 wrong command line.
 */
export async function ceremonyCommand(
  args: readonly string[],
  streams: CeremonyStreams,
  start: () => Promise<Latchkey> = () => Latchkey.start(),
): Promise<number> {
  try {
    const asked = readCeremonyArguments(args)
    const options = await readOptions(asked.file, streams)
    const response = await inSession(asked, start, (session) => answer(asked, options, session))
    await streams.out(`${JSON.stringify(response)}\n`)
    return EXIT.ok
  } catch (error) {
    await streams.err(`latchkey: ${plainLines(messageOf(error))}\n`)
    if (isUsage(error)) await streams.err(`Usage: latchkey ceremony ${CEREMONY_USAGE}\n`)
    return codeOf(error)
  }
}

async function inSession<T>(
  { automationFile }: CeremonyArguments,
  start: () => Promise<Latchkey>,
  work: (session: PasskeySession) => Promise<T>,
): Promise<T> {
  const latchkey =
    automationFile === undefined ? await start() : await Latchkey.connect({ automationFile })
  try {
    return await work(await latchkey.openSession())
  } finally {
    await latchkey.end()
  }
}

async function answer(
  asked: CeremonyArguments,
  options: object,
  session: PasskeySession,
): Promise<object> {
  const { state, choose, deny } = asked
  if (state !== undefined && hasContents(state)) await session.restore(state)
  if (deny) await session.deny({ times: null })
  else if (choose !== undefined) await session.choose(choose, { times: null })
  const response = await perform(asked, options, session)
  if (state !== undefined) {
    // The rules of this ceremony are not those of the next.
    await session.clearRules()
    await session.state({ path: state })
  }
  return response
}

function perform(
  asked: CeremonyArguments,
  options: object,
  session: PasskeySession,
): Promise<object> {
  const { origin, topOrigin } = asked
  const page = { origin, ...(topOrigin !== undefined && { topOrigin }) }
  return asked.kind === 'create'
    ? session.create(options, { ...page, ...(asked.mediation && { mediation: asked.mediation }) })
    : session.get(options, { ...page, ...(asked.mediation && { mediation: asked.mediation }) })
}

/** A file that does not exist yet, or that a script has made empty, keeps no passkeys. */
function hasContents(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

async function readOptions(file: string | undefined, streams: CeremonyStreams): Promise<object> {
  const text = file === undefined ? await readText(streams.in) : readFileSync(file, 'utf8')
  const options = inner(parseJson(text))
  if (typeof options === 'object' && options !== null) return options
  throw new Error('The options are no JSON object.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('The options are not JSON.')
  }
}

/** Many servers send the argument of `navigator.credentials.create()`, which has the options inside. */
function inner(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'publicKey' in given
    ? given.publicKey
    : given
}

function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n')
}

function messageOf(error: unknown): string {
  if (error instanceof CeremonyError)
    return `${error.name}: ${error.message} Reason: ${error.reason}`
  return error instanceof Error ? error.message : 'something failed'
}

function codeOf(error: unknown): number {
  if (error instanceof CommandEnd) return error.code
  return error instanceof CeremonyError ? EXIT.denied : EXIT.failed
}

function isUsage(error: unknown): boolean {
  return error instanceof CommandEnd && error.code === EXIT.usage
}
