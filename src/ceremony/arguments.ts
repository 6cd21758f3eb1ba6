/** The arguments of `latchkey ceremony`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'
import { fileName, filled } from '../cli/typed-values'
import { isLoopbackName } from '../shared/loopback-name'
import { originAdvice } from '../shared/written-origin'

/** All arguments, for a usage line. */
export const CEREMONY_USAGE =
  '(create|get|signal KIND) [FILE] --origin=ORIGIN [--state=FILE] [--case=FILE] [--choose=USERNAME | --deny] [--mediation=MEDIATION] ' +
  '[--top-origin=ORIGIN] [--automation-file=FILE]'

const MEDIATIONS = ['silent', 'optional', 'conditional', 'required'] as const

type Mediation = (typeof MEDIATIONS)[number]

/** The methods `PublicKeyCredential.signal…()`, by the word after `signal`. */
const SIGNALS = ['unknownCredential', 'allAcceptedCredentials', 'currentUserDetails'] as const

const OPTIONS = {
  'automation-file': { type: 'string' },
  case: { type: 'string' },
  choose: { type: 'string' },
  deny: { type: 'boolean' },
  mediation: { type: 'string' },
  origin: { type: 'string' },
  state: { type: 'string' },
  'top-origin': { type: 'string' },
} as const

interface Common {
  /** The file with the options; undefined for the standard input. */
  readonly file: string | undefined
  readonly topOrigin: string | undefined
  /** The file of the passkeys. */
  readonly state: string | undefined
  /** The file of a running automation; undefined to start one for this ceremony. */
  readonly automationFile: string | undefined
}

export interface AskedCeremony extends Common {
  readonly kind: 'create' | 'get'
  /** undefined for the origin of the case. */
  readonly origin: string | undefined
  /** The file of the case to replay. */
  readonly case: string | undefined
  readonly mediation: Mediation | undefined
  /** The user name of the account that signs in. */
  readonly choose: string | undefined
  readonly deny: boolean
}

export interface AskedSignal extends Common {
  readonly kind: 'signal'
  readonly origin: string
  readonly signal: (typeof SIGNALS)[number]
}

export type CeremonyArguments = AskedCeremony | AskedSignal

/** @throws {CommandEnd} `usage`. */
export function readCeremonyArguments(args: readonly string[]): CeremonyArguments {
  const { values, positionals } = parse(args)
  const [kind, ...words] = positionals
  if (kind === 'create' || kind === 'get') {
    const { choose, deny = false } = values
    const replayed = fileName(values.case, '--case')
    filled(choose, '--choose', 'Give the user name of an account.')
    if (choose !== undefined && deny) usage('--choose and --deny exclude each other.')
    const origin =
      replayed === undefined ? originOf(values) : checkedOrigin('origin', values.origin)
    const answers = { case: replayed, choose, deny, mediation: mediationOf(values) }
    return { ...common(words, values), kind, origin, ...answers }
  }
  if (kind !== 'signal') usage('Say which ceremony: create, get or signal.')
  for (const name of ['case', 'choose', 'deny', 'mediation'] as const)
    if (values[name] !== undefined) usage(`--${name} is not for a signal, which asks no user.`)
  const [given, ...rest] = words
  const signal = oneOf(SIGNALS, given, 'Say which signal:')
  return { ...common(rest, values), kind, origin: originOf(values), signal }
}

type Values = ReturnType<typeof parse>['values']

function common([file, ...rest]: readonly string[], values: Values): Common {
  if (rest.length > 0) usage('Name one file with options at most.')
  return {
    file: file === '-' ? undefined : fileName(file, 'FILE'),
    topOrigin: checkedOrigin('top-origin', values['top-origin']),
    state: fileName(values.state, '--state'),
    automationFile: fileName(values['automation-file'], '--automation-file'),
  }
}

function originOf({ origin }: Values): string {
  return checkedOrigin('origin', origin) ?? usage('--origin is missing: say which page asks.')
}

/** @throws {CommandEnd} `usage`. */
function checkedOrigin(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const advice = originAdvice(given, originIn)
  if (advice !== undefined) usage(`--${option} is not an origin: ${advice}.`)
  // The frame itself must be in a secure context, and so must all documents around it.
  const { protocol, hostname } = new URL(given)
  if (protocol === 'http:' && !isLoopbackName(hostname))
    usage(`--${option} is http on a host other than localhost, so it is not a secure context.`)
  return given
}

function originIn(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}

function mediationOf({ mediation }: Values): Mediation | undefined {
  return mediation === undefined ? undefined : oneOf(MEDIATIONS, mediation, '--mediation is one of')
}

function oneOf<T extends string>(known: readonly T[], given: string | undefined, what: string): T {
  return known.find((one) => one === given) ?? usage(`${what} ${known.join(', ')}.`)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return usage((error as Error).message)
  }
}
