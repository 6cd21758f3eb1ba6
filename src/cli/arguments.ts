/** `latchkey COMMAND … --flag value`: what was typed, as words and flags. */
import { usage } from './exit-codes'

export interface Typed {
  readonly words: readonly string[]
  readonly flags: ReadonlyMap<string, string>
}

/** Flags that stand alone. */
const SWITCHES = ['all', 'json', 'yes', 'help', 'version']
const WITH_VALUE = ['rp', 'user', 'format', 'output', 'user-name', 'display-name']
/** Of the app itself: read before any command is. */
const OF_THE_APP = ['data', 'keychain-service']

/** @throws {CommandEnd} `usage`. */
export function readArguments(args: readonly string[]): Typed {
  const words: string[] = []
  const flags = new Map<string, string>()
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (argument === '--') return { words: [...words, ...args.slice(index + 1)], flags }
    const [, name, given] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (name === undefined) {
      words.push(argument)
      continue
    }
    if (SWITCHES.includes(name)) {
      if (given !== undefined) usage(`--${name} takes no value.`)
      flags.set(name, '')
      continue
    }
    if (![...WITH_VALUE, ...OF_THE_APP].includes(name)) usage(`There is no flag --${name}.`)
    const value = given ?? args[++index]
    if (value === undefined) usage(`--${name} needs a value.`)
    if (flags.has(name)) usage(`--${name} is given twice.`)
    flags.set(name, value)
  }
  return { words, flags }
}

/** @throws {CommandEnd} `usage` for a flag that this command does not have. */
export function allowFlags({ flags }: Typed, ...allowed: readonly string[]): void {
  for (const name of flags.keys())
    if (![...allowed, ...OF_THE_APP, 'json'].includes(name))
      usage(`This command has no flag --${name}.`)
}
