/**
 * `latchkey ceremony create|get|signal`: answers a server's options, or sends a signal, without a browser, so that a shell
 * script can test the server. Options and response are JSON.
 */
import { createReadStream, statSync } from 'node:fs'
import { CommandEnd, EXIT, usage } from '../cli/exit-codes'
import { plain } from '../cli/plain-text'
import { CeremonyError, Latchkey, type PasskeySession } from '../../playwright/client/latchkey'
import { fileToWrite } from '../../playwright/client/user-file'
import { whyNotRead } from '../../playwright/client/why-no-file'
import { parseJsonText, placeOfJsonFault } from '../shared/parse-json-text'
import { readAtMost } from '../shared/read-at-most'
import { offerWithoutTaker } from './offer-without-taker'
import { readCeremonyArguments, type AskedCeremony, type CeremonyArguments } from './arguments'

/** A server's options have a few thousand bytes. More than this would not fit into a request to Latchkey. */
const LONGEST_OPTIONS_MIB = 8

export interface CeremonyStreams {
  readonly in: AsyncIterable<Uint8Array>
  readonly out: (text: string) => Promise<void>
  /** For what a case could not restore. */
  readonly err: (text: string) => Promise<void>
}

/**
 * @param args the arguments after the command's name.
 * @param start starts the Latchkey of this ceremony.
 * @returns the exit code.
 * @throws {CommandEnd} `denied` when the ceremony ended with the error that a page would get; `usage`.
 */
export async function ceremonyCommand(
  args: readonly string[],
  streams: CeremonyStreams,
  start: () => Promise<Latchkey> = () => Latchkey.start(),
): Promise<number> {
  const asked = readCeremonyArguments(args)
  // Before the ceremony, whose passkey would be lost.
  if (asked.state !== undefined) fileToWrite(asked.state)
  const options = await readOptions(asked.file, streams)
  const response = await inSession(asked, start, (session) =>
    answer(asked, options, session, streams.err),
  )
  if (response !== undefined) await streams.out(`${JSON.stringify(response)}\n`)
  return EXIT.ok
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

/** @returns undefined for a signal, which has no response; null for a ceremony that found no credential. */
async function answer(
  asked: CeremonyArguments,
  options: object,
  session: PasskeySession,
  err: CeremonyStreams['err'],
): Promise<object | null | undefined> {
  const { state } = asked
  if (state !== undefined && hasContents(state)) await session.restore(state)
  const response = await perform(asked, options, session, err).catch(withReason)
  if (state !== undefined) {
    // The rules of this ceremony must not apply to the next.
    await session.clearRules()
    await session.state({ path: state })
  }
  return response
}

async function perform(
  asked: CeremonyArguments,
  options: object,
  session: PasskeySession,
  err: CeremonyStreams['err'],
): Promise<object | null | undefined> {
  const { topOrigin } = asked
  const frame = topOrigin === undefined ? {} : { topOrigin }
  if (asked.kind === 'signal') {
    await session.signal(asked.signal, options, { origin: asked.origin, ...frame })
    return undefined
  }
  const { choose, deny, mediation } = asked
  // Before the case, because the first matching rule answers.
  if (deny) await session.deny({ times: null })
  else if (choose !== undefined) await session.choose(choose, { times: null })
  const origin = await originOf(asked, session, err)
  const page = { origin, ...frame, ...(mediation && { mediation }) }
  const ended = session[asked.kind](options, page)
  // A case may bring virtual authenticators, which take an offer by themselves.
  const mayStayPending =
    asked.kind === 'get' && mediation === 'conditional' && asked.case === undefined
  return mayStayPending ? Promise.race([ended, offerWithoutTaker(session, choose)]) : ended
}

/** Replays the case, if there is one. The ceremony is for its page, unless the command line names another. */
async function originOf(
  { kind, origin: given, case: file }: AskedCeremony,
  session: PasskeySession,
  err: CeremonyStreams['err'],
): Promise<string> {
  const replayed = file === undefined ? undefined : await session.replay(file)
  if (replayed && replayed.kind !== kind)
    throw new Error(`The case is one of ${replayed.kind}(), and not of ${kind}().`)
  for (const sentence of replayed?.notTaken ?? []) await err(`latchkey: ${plain(sentence)}\n`)
  return (
    given ?? replayed?.origin ?? usage('The case names no page: say by --origin which page asks.')
  )
}

/** @throws {CommandEnd} `denied`. */
function withReason(error: unknown): never {
  if (!(error instanceof CeremonyError)) throw error
  throw new CommandEnd(EXIT.denied, `${error.name}: ${error.message}`)
}

/** A file that does not exist yet, or that a script has emptied, has no passkeys. */
function hasContents(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0
}

async function readOptions(file: string | undefined, streams: CeremonyStreams): Promise<object> {
  const text = file === undefined ? await readText(streams.in) : await readFile(file)
  if (text === '' && file === undefined)
    usage('Nothing came on the standard input. Name a file, or send one.')
  const name = file === undefined ? 'the standard input' : plain(file)
  const options = inner(parseJson(text, name))
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options
  throw new Error(`The options in ${name} are no JSON object.`)
}

async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces = await readAtMost(LONGEST_OPTIONS_MIB * 1024 * 1024, stream)
  if (pieces === null) throw new Error(`The options are longer than ${LONGEST_OPTIONS_MIB} MiB.`)
  return Buffer.concat(pieces).toString('utf8')
}

async function readFile(path: string): Promise<string> {
  try {
    return await readText(createReadStream(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Error(`${path} cannot be read, because ${whyNotRead(error)}. Check the path.`, {
      cause: error,
    })
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return parseJsonText(text)
  } catch {
    throw new Error(`The options in ${name} are not JSON: see ${placeOfJsonFault(text)}.`)
  }
}

/** Many servers send the argument of `navigator.credentials.create()`, which contains the options. */
function inner(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'publicKey' in given
    ? given.publicKey
    : given
}
