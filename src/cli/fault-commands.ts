/** `latchkey fault …` */
import { CommandError, type CommandApi } from '../shared/command-api'
import { FAULTS, faultOriginSchema, findFault, timesSchema, type ArmedFault } from '../shared/fault'
import * as v from 'valibot'
import { count } from '../shared/vault-words'
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
  readonly host: CliHost
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<ExitCode>>> = { list, arm, disarm }

/** @throws {CommandEnd} */
export async function faultCommand(typed: CommandArguments, host: CliHost): Promise<ExitCode> {
  const [, name, ...words] = typed.words
  const command = subcommand('fault', name, COMMANDS)
  return command({ typed, words, host })
}

/** Works without the running app, because then no fault is armed. */
async function list({ typed, words, host }: Call): Promise<ExitCode> {
  allowFlags(typed)
  const text = words.join(' ').toLowerCase()
  const armed = await armedNow(host)
  const leftOf = (id: string) =>
    armed.filter((one) => one.id === id).reduce((sum, { left }) => sum + left, 0)
  const shown = FAULTS.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(text))
  if (typed.flags.has('json'))
    await host.out(json(shown.map((fault) => ({ ...fault, armed: leftOf(fault.id) }))))
  else if (shown.length === 0) await host.err('No faults found.\n')
  else
    await host.out(
      table(
        ['IN', 'TO BE', 'ARMED', 'THE ANSWER', 'FAULT'],
        shown.map(({ id, ceremonies, expected, title }) => [
          ceremonies.join(', '),
          expected === 'refuse' ? 'refused' : 'accepted',
          leftOf(id) > 0 ? String(leftOf(id)) : '',
          title,
          id,
        ]),
        host.columns,
      ),
    )
  return shown.length > 0 ? EXIT.ok : EXIT.notFound
}

async function arm({ typed, words, host }: Call): Promise<ExitCode> {
  allowFlags(typed, 'times', 'origin')
  const [name = '', ...others] = words
  if (name === '' || others.length > 0) usage('Name one fault of “latchkey fault list”.')
  const times = v.safeParse(timesSchema, Number(typed.flags.get('times') ?? 1))
  if (!times.success) usage('--times needs a whole number from 1 to 1000.')
  const origin = originOf(typed)
  const fault = faultNamed(name)
  const answers = count(times.output, 'answer', 'answers')
  const whose = origin === null ? '' : ` to ${origin}`
  return withApp(
    typed,
    host,
    `The next ${answers}${whose} will have the fault ${fault.id}.`,
    (api) => api.armFault(fault.id, times.output, origin),
  )
}

/** Disarms every fault, or one that is armed for the page of `--origin` or for every page. */
async function disarm({ typed, words, host }: Call): Promise<ExitCode> {
  allowFlags(typed, 'origin')
  const [name, ...others] = words
  if (others.length > 0) usage('Name one fault, or no fault to disarm every fault.')
  const origin = originOf(typed)
  if (name === undefined && origin !== null) usage('--origin needs a fault to disarm.')
  if (name === undefined)
    return withApp(typed, host, 'No fault is armed.', (api) => api.disarmFaults())
  const { id } = faultNamed(name)
  const whose = origin ?? 'every page'
  return withApp(typed, host, `The fault ${id} is disarmed for ${whose}.`, async (api) => {
    if (await api.disarmFault(id, origin)) return
    throw new CommandEnd(EXIT.notFound, `The fault ${id} is not armed for ${whose}.`)
  })
}

/** @returns null for every page. */
function originOf(typed: CommandArguments): string | null {
  const origin = v.safeParse(v.optional(faultOriginSchema), typed.flags.get('origin'))
  if (!origin.success) usage(`--origin: ${origin.issues[0].message}.`)
  return origin.output ?? null
}

function faultNamed(name: string): NonNullable<ReturnType<typeof findFault>> {
  const fault = findFault(name)
  if (fault) return fault
  throw new CommandEnd(
    EXIT.notFound,
    `There is no fault ${plain(name)}. “latchkey fault list” names them.`,
  )
}

async function withApp(
  typed: CommandArguments,
  host: CliHost,
  done: string,
  work: (api: CommandApi) => Promise<void>,
): Promise<ExitCode> {
  const opened = await host.openFiles()
  try {
    await work(opened.api)
    if (typed.flags.has('json')) await host.out(json(await opened.api.listArmedFaults()))
    else await host.err(`${done}\n`)
    return EXIT.ok
  } finally {
    await opened.close()
  }
}

async function armedNow(host: CliHost): Promise<readonly ArmedFault[]> {
  try {
    const opened = await host.openFiles()
    try {
      return await opened.api.listArmedFaults()
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof CommandError) return []
    throw error
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
