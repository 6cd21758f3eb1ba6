/** `latchkey profile …` */
import type { CommandApi } from '../shared/command-api'
import type { RemovedProfile } from '../shared/provider-profile'
import { allowFlags, type CommandArguments } from './arguments'
import { CommandEnd, EXIT, usage, type ExitCode } from './exit-codes'
import { plain } from './plain-text'
import type { CliHost } from './ports'
import { table } from './table'
import { subcommand } from './subcommand'

interface Call {
  readonly typed: CommandArguments
  /** The words after the command. */
  readonly words: readonly string[]
  readonly api: CommandApi
  readonly host: CliHost
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = { list, load, remove }

/** @throws {CommandEnd} */
export async function profileCommand(typed: CommandArguments, host: CliHost): Promise<ExitCode> {
  const [, name, ...words] = typed.words
  const command = subcommand('profile', name, COMMANDS)
  const opened = await host.openFiles()
  try {
    await command({ typed, words, api: opened.api, host })
    return EXIT.ok
  } finally {
    await opened.close()
  }
}

async function list({ typed, words, api, host }: Call): Promise<void> {
  allowFlags(typed)
  if (words.length > 0) usage('“profile list” takes no more words.')
  const profiles = await api.listProfiles()
  if (typed.flags.has('json')) await host.out(json(profiles))
  else
    await host.out(
      table(
        ['WHOSE', 'PROVIDER', 'UNKNOWN', 'PROFILE'],
        profiles.map(({ own, title, unknown, id }) => [
          own ? 'yours' : '',
          title,
          unknown.length > 0 ? String(unknown.length) : '',
          id,
        ]),
        host.columns,
      ),
    )
}

async function load({ typed, words, api, host }: Call): Promise<void> {
  allowFlags(typed, 'yes')
  const [file = '', ...others] = words
  if (file === '' || others.length > 0) usage('Name one file, or - for the standard input.')
  const answer = await api.loadProfile(file, await host.read(file), typed.flags.has('yes'))
  if (answer.outcome === 'refused')
    throw new CommandEnd(
      EXIT.failed,
      [`${plain(file)} cannot be loaded:`, ...answer.reasons.map((one) => `- ${plain(one)}`)].join(
        '\n',
      ),
    )
  if (answer.outcome === 'known')
    throw new CommandEnd(
      EXIT.denied,
      `The profile ${answer.id} is loaded already: ${plain(answer.loadedTitle)}. To replace it, give --yes.`,
    )
  await done({ typed, host }, answer, `${answer.title} can be chosen now: ${answer.id}.`)
}

async function remove({ typed, words, api, host }: Call): Promise<void> {
  allowFlags(typed)
  const [id = '', ...others] = words
  if (id === '' || others.length > 0) usage('Name one profile of “profile list”.')
  const isOwn = (await api.listProfiles()).some((one) => one.own && one.id === id)
  if (!isOwn) throw new CommandEnd(EXIT.notFound, `You have loaded no profile ${plain(id)}.`)
  const removed = await api.removeProfile(id)
  await done({ typed, host }, removed, describe(removed))
}

function describe({ title, wasDefault, pages }: RemovedProfile): string {
  return [
    `Removed ${title}.`,
    ...(wasDefault ? ['Latchkey plays itself again.'] : []),
    ...(pages.length > 0 ? [`The default provider again: ${pages.join(', ')}.`] : []),
  ].join(' ')
}

async function done(
  { typed, host }: Pick<Call, 'typed' | 'host'>,
  result: unknown,
  text: string,
): Promise<void> {
  if (typed.flags.has('json')) await host.out(json(result))
  else await host.err(`${plain(text)}\n`)
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
