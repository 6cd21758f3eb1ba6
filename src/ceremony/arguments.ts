/** The arguments of `latchkey ceremony`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'

/** All of them, for a usage line. */
export const CEREMONY_USAGE =
  'create|get [FILE] --origin=ORIGIN [--state=FILE] [--choose=USERNAME | --deny] [--mediation=MEDIATION] ' +
  '[--top-origin=ORIGIN] [--automation-file=FILE]'

const MEDIATIONS = {
  create: ['silent', 'optional', 'conditional', 'required'],
  get: ['optional', 'conditional', 'required'],
} as const

const OPTIONS = {
  'automation-file': { type: 'string' },
  choose: { type: 'string' },
  deny: { type: 'boolean' },
  mediation: { type: 'string' },
  origin: { type: 'string' },
  state: { type: 'string' },
  'top-origin': { type: 'string' },
} as const

interface Common {
  /** The file with the options; undefined: the standard input. */
  readonly file: string | undefined
  readonly origin: string
  readonly topOrigin: string | undefined
  /** The file of the passkeys. */
  readonly state: string | undefined
  /** The user name of the account that signs in. */
  readonly choose: string | undefined
  readonly deny: boolean
  /** The file of a running automation; undefined: one is started for this ceremony. */
  readonly automationFile: string | undefined
}

type OfKind<K extends keyof typeof MEDIATIONS> = Common & {
  readonly kind: K
  readonly mediation: (typeof MEDIATIONS)[K][number] | undefined
}

export type CeremonyArguments = OfKind<'create'> | OfKind<'get'>

/** @throws {CommandEnd} `usage`. */
export function readCeremonyArguments(args: readonly string[]): CeremonyArguments {
  const { values, positionals } = parse(args)
  const [kind, file, ...rest] = positionals
  if (kind !== 'create' && kind !== 'get') usage('Say which ceremony: create or get.')
  if (rest.length > 0) usage('Name one file with options at most.')
  const { origin, state, choose, deny = false, mediation } = values
  if (origin === undefined) usage('--origin is missing: say which page asks.')
  if (choose !== undefined && deny) usage('--choose and --deny exclude each other.')
  const common = {
    file: file === '-' ? undefined : file,
    origin,
    topOrigin: values['top-origin'],
    state,
    choose,
    deny,
    automationFile: values['automation-file'],
  }
  return kind === 'create'
    ? { ...common, kind, mediation: mediationOf('create', mediation) }
    : { ...common, kind, mediation: mediationOf('get', mediation) }
}

function mediationOf<K extends keyof typeof MEDIATIONS>(
  kind: K,
  given: string | undefined,
): (typeof MEDIATIONS)[K][number] | undefined {
  if (given === undefined) return undefined
  const known: readonly (typeof MEDIATIONS)[K][number][] = MEDIATIONS[kind]
  const found = known.find((mediation) => mediation === given)
  return found ?? usage(`--mediation of ${kind} is ${known.join(', ')}.`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}
