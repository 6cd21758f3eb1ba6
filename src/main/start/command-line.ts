/**
 * Reads the app's command line: its options, and whether to run a command. Ignores what is not in the table: options of
 * Chromium and macOS (`-psn_…`), and folders.
 */
import * as v from 'valibot'
import { APP_OPTIONS, COMMAND_OPTIONS } from '../../cli/options'
import { tokensOf } from '../../cli/tokens'
import {
  AUTOMATION_OPTIONS,
  automationFlags,
  option,
  path,
  port,
  readOptions,
  type AutomationFlags,
} from './automation-options'

/** The first words of the commands that the app runs without its window. */
const COMMANDS = ['passkeys', 'vault', 'fault', 'profile', 'doctor', 'help']

const VALUE_OPTIONS = {
  /** The folder for all files of the app. */
  data: option(path, 'the path of a folder'),
  /** Names the keychain's items, and the folder if `data` does not. */
  'keychain-service': option(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w .-]*$/), v.maxLength(64)),
    'a name of at most 64 letters, digits, spaces and . _ - that begins with a letter or a digit',
  ),
  'bridge-port': port,
  vault: option(v.picklist(['memory']), 'the word memory'),
  ...AUTOMATION_OPTIONS,
} satisfies Record<keyof typeof APP_OPTIONS, unknown> & Record<string, unknown>

const OPTIONS: Readonly<Record<string, { readonly type: 'boolean' | 'string' }>> = {
  ...COMMAND_OPTIONS,
  ...VALUE_OPTIONS,
  /** Serves test drivers, without a window and without the user's vault. */
  automation: { type: 'boolean' },
}

/** The options that only a first start reads. `data` and `keychain-service` led to the running Latchkey. */
const UNUSED_BY_RUNNING = ['bridge-port', 'vault'] as const

export interface CommandLine {
  /** Absolute; undefined for a folder named after the keychain service, in the system's place for such folders. */
  readonly dataFolder: string | undefined
  readonly keychainService: string
  /** 0 for any free port; undefined uses the settings. */
  readonly bridgePort: number | undefined
  readonly memoryVault: boolean
  /** null for the app with its window. */
  readonly automation: AutomationFlags | null
}

/**
 * @param args `process.argv` without the executable.
 * @throws {Error} that names the wrong option and the expected value, and does not repeat the value.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given = givenOptions(args)
  const values = readOptions(VALUE_OPTIONS, given)
  return {
    dataFolder: values.data,
    keychainService: values['keychain-service'] ?? 'Latchkey',
    bridgePort: values['bridge-port'],
    memoryVault: values.vault === 'memory',
    automation: given.has('automation') ? automationFlags(values) : null,
  }
}

/**
 * @param args `process.argv` without the executable.
 * @param isPackaged when false, the first word is the folder of the app.
 * @returns the command with its words and flags; undefined to start the app.
 */
export function commandWords(
  args: readonly string[],
  isPackaged: boolean,
): readonly string[] | undefined {
  const flags: string[] = []
  let isOurs = isPackaged
  for (const token of tokensOf(args, OPTIONS)) {
    if (token.kind === 'positional') {
      if (isOurs)
        return COMMANDS.includes(token.value) ? [...args.slice(token.index), ...flags] : undefined
      isOurs = true
    } else if (isOurs && token.kind === 'option' && Object.hasOwn(COMMAND_OPTIONS, token.name)) {
      if (token.name === 'help' || token.name === 'version') return [token.rawName]
      flags.push(token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`)
    }
  }
  return undefined
}

/**
 * What a start says that finds Latchkey running with the same folder.
 *
 * @param args `process.argv` without the executable.
 */
export function alreadyRunning(args: readonly string[]): string {
  const running = 'Latchkey is already running. Its window comes to the front.'
  const unused = UNUSED_BY_RUNNING.filter((name) => givenOptions(args).has(name))
  if (unused.length === 0) return running
  const names = unused.map((name) => `--${name}`).join(' and ')
  return `${running} It does not take ${names}: to use ${unused.length === 1 ? 'this option' : 'these options'}, quit Latchkey and start it again.`
}

/** Whether Latchkey has an option of that name. */
export function isOption(name: string): boolean {
  return Object.hasOwn(OPTIONS, name)
}

/** The last value of each option; empty for an option without a value. */
function givenOptions(args: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const token of tokensOf(args, OPTIONS)) {
    if (token.kind !== 'option') continue
    const { name, value = '', inlineValue } = token
    if (name === 'automation' && inlineValue) throw new Error('--automation takes no value.')
    // Otherwise an option with a forgotten value would swallow --data, and the user's own vault would open.
    if (!inlineValue && value.startsWith('--') && !Object.hasOwn(VALUE_OPTIONS, name))
      throw new Error(
        `--${name} needs a value. Write a value that begins with -- as --${name}=VALUE.`,
      )
    given.set(name, !inlineValue && value.startsWith('--') ? '' : value)
  }
  return given
}
