/** Reads `latchkey COMMAND … --flag value` into words and flags. */
import { usage } from './exit-codes'
import { APP_OPTIONS, COMMAND_OPTIONS } from './options'
import { tokensOf } from './tokens'

export interface CommandArguments {
  readonly words: readonly string[]
  /** The value of a flag without a value is an empty string. */
  readonly flags: ReadonlyMap<string, string>
}

const OPTIONS: Readonly<Record<string, { readonly type: 'boolean' | 'string' }>> = {
  ...APP_OPTIONS,
  ...COMMAND_OPTIONS,
}

/** @throws {CommandEnd} `usage`. */
export function readArguments(args: readonly string[]): CommandArguments {
  const words = new Map<number, string>()
  const flags = new Map<string, string>()
  for (const token of tokensOf(args, OPTIONS)) {
    if (token.kind === 'positional') words.set(token.index, token.value)
    else if (token.kind === 'option') {
      // Latchkey has no short flags: a word with one dash is a credential id.
      if (token.rawName.startsWith('--')) addFlag(flags, token)
      else words.set(token.index, args[token.index] ?? '')
    }
  }
  return { words: [...words.values()], flags }
}

interface FlagToken {
  readonly name: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function addFlag(flags: Map<string, string>, { name, value, inlineValue }: FlagToken): void {
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
  if (!option)
    usage(`There is no flag --${name}. Put words that begin with -- after a separate --.`)
  if (flags.has(name)) usage(`--${name} is given twice. Give it once.`)
  if (option.type === 'boolean') {
    if (value !== undefined) usage(`--${name} takes no value.`)
    flags.set(name, '')
    return
  }
  if (value === undefined) usage(`--${name} needs a value.`)
  if (!inlineValue && value.startsWith('--'))
    usage(`--${name} needs a value. Write a value that begins with -- as --${name}=VALUE.`)
  flags.set(name, value)
}

/** @throws {CommandEnd} `usage` for a flag that this command does not have. */
export function allowFlags({ flags }: CommandArguments, ...allowed: readonly string[]): void {
  for (const name of flags.keys())
    if (![...allowed, ...Object.keys(APP_OPTIONS), 'json'].includes(name))
      usage(`This command has no flag --${name}.`)
}
