/**
 * Reads the app's command line: its options, and whether to run a command. Ignores what is not in the table: options of
 * Chromium and macOS (`-psn_…`), and folders.
 */
import { resolve } from 'node:path'
import * as v from 'valibot'
import { APP_OPTIONS, COMMAND_OPTIONS } from '../../cli/options'
import { tokensOf } from '../../cli/tokens'

/** The first word of a command that the app carries out without its window. */
const COMMANDS = ['passkeys', 'vault', 'doctor', 'help']

/** An option with a value. */
function option<T>(schema: v.GenericSchema<string, T>, expected: string) {
  return { type: 'string', schema, expected } as const
}

const port = option(
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.toNumber(), v.maxValue(65_535)),
  'a port number from 0 to 65535',
)
const path = v.pipe(v.string(), v.minLength(1), v.transform(resolve))

const VALUE_OPTIONS = {
  /** Folder for everything that the app keeps. */
  data: option(path, 'the path of a folder'),
  /** Names the keychain's items, and the folder when `data` does not. */
  'keychain-service': option(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w .-]*$/), v.maxLength(64)),
    'a name of at most 64 letters, digits, spaces and . _ - that begins with a letter or a digit',
  ),
  'bridge-port': port,
  vault: option(v.picklist(['memory']), 'the word memory'),
  port,
  /** Where the address for test drivers is written. */
  'automation-file': option(path, 'the path of a file'),
  'session-idle': option(
    v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.toNumber()),
    'a number of milliseconds, or 0 for no limit',
  ),
  /** The browser's own driver. */
  webdriver: option(
    v.pipe(
      v.string(),
      v.check(isOnThisComputer),
      v.transform((address) => new URL(address)),
    ),
    'the http address of a driver on this computer, such as http://127.0.0.1:9515',
  ),
  /** The app quits when this process ends. */
  'parent-pid': option(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/), v.toNumber()),
    'the id of a process',
  ),
} satisfies Record<keyof typeof APP_OPTIONS, unknown> & Record<string, unknown>

const OPTIONS: Readonly<Record<string, { readonly type: 'boolean' | 'string' }>> = {
  ...COMMAND_OPTIONS,
  ...VALUE_OPTIONS,
  /** Serves test drivers, without a window and without the user's vault. */
  automation: { type: 'boolean' },
}

type Values = {
  readonly [K in keyof typeof VALUE_OPTIONS]?: v.InferOutput<(typeof VALUE_OPTIONS)[K]['schema']>
}

export interface CommandLine {
  /** Absolute; undefined: a folder named after the keychain service, in the system's place for such folders. */
  readonly dataFolder: string | undefined
  readonly keychainService: string
  /** 0 takes a free port; undefined leaves it to the settings. */
  readonly bridgePort: number | undefined
  readonly memoryVault: boolean
  /** null: the app with its window. */
  readonly automation: AutomationFlags | null
}

export interface AutomationFlags {
  /** 0 takes a free port. */
  readonly port: number
  /** Absolute; undefined: the address is written to the standard output. */
  readonly file: string | undefined
  readonly sessionIdleMs: number
  readonly parentPid: number | undefined
  /** The browser's own driver, for all commands that Latchkey does not have. */
  readonly webDriver: URL | undefined
}

/**
 * @param args `process.argv` without the executable.
 * @throws {Error} that names the wrong option, says what it needs, and does not repeat the value.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given = givenOptions(args)
  const values = Object.fromEntries(
    Object.entries(VALUE_OPTIONS)
      .filter(([name]) => given.has(name))
      .map(([name, { schema, expected }]) => {
        const read = v.safeParse(schema, given.get(name))
        if (!read.success) throw new Error(`--${name} needs ${expected}.`)
        return [name, read.output]
      }),
  ) as Values
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
 * @param isPackaged false: the first word is the folder of the app.
 * @returns the command with its words and flags; undefined: start the app.
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

/** Whether Latchkey has an option of that name. */
export function isOption(name: string): boolean {
  return Object.hasOwn(OPTIONS, name)
}

/** The last value of each option; empty where an option has none. */
function givenOptions(args: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const token of tokensOf(args, OPTIONS)) {
    if (token.kind !== 'option') continue
    const { name, value = '', inlineValue } = token
    if (name === 'automation' && inlineValue) throw new Error('--automation takes no value.')
    // Without this, an option whose value was forgotten would swallow --data, and the user's own vault would open.
    if (!inlineValue && value.startsWith('--') && !Object.hasOwn(VALUE_OPTIONS, name))
      throw new Error(
        `--${name} needs a value. Write a value that begins with -- as --${name}=VALUE.`,
      )
    given.set(name, !inlineValue && value.startsWith('--') ? '' : value)
  }
  return given
}

function automationFlags(values: Values): AutomationFlags {
  return {
    port: values.port ?? 0,
    file: values['automation-file'],
    sessionIdleMs: values['session-idle'] ?? 600_000,
    parentPid: values['parent-pid'],
    webDriver: values.webdriver,
  }
}

/** A browser on another computer could not reach the bridge. */
function isOnThisComputer(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
