/** What may be given when the app is started. Parsed once; anything else that starts with `--` is Chromium's. */
import { resolve } from 'node:path'
import * as v from 'valibot'

const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.toNumber(), v.maxValue(65_535))
const milliseconds = v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.toNumber())

const flagsSchema = v.object({
  /** Folder for everything that the app keeps. */
  data: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** Names the keychain's items, and the folder where `data` does not: so it must be a folder's name, too. */
  'keychain-service': v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w .-]*$/), v.maxLength(64)),
    'Latchkey',
  ),
  'bridge-port': v.optional(port),
  vault: v.optional(v.picklist(['memory'])),
  /** Serves test drivers, without a window and without the user's vault. */
  automation: v.optional(v.literal('')),
  port: v.optional(port),
  /** Where the address for drivers is written. */
  'automation-file': v.optional(v.pipe(v.string(), v.minLength(1))),
  /** Milliseconds. */
  'session-idle': v.optional(milliseconds, '600000'),
  /** The browser's own driver. */
  webdriver: v.optional(
    v.pipe(
      v.string(),
      v.check(isOnThisComputer, 'the http address of a driver on this computer'),
      v.transform((address) => new URL(address)),
    ),
  ),
  /** The app ends with this process. */
  'parent-pid': v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/), v.toNumber())),
})

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
  /** 0 takes a free one. */
  readonly port: number
  /** Absolute; undefined: the address is written to the standard output. */
  readonly file: string | undefined
  readonly sessionIdleMs: number
  readonly parentPid: number | undefined
  /** The browser's own driver, for all that is not ours. */
  readonly webDriver: URL | undefined
}

/**
 * @param args `process.argv` without the executable.
 * @throws {Error} that says which flag is wrong.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const result = v.safeParse(flagsSchema, readFlags(args), { abortEarly: true })
  if (!result.success) {
    const [issue] = result.issues
    throw new Error(`--${v.getDotPath(issue) ?? '?'}: expected ${issue.expected ?? issue.message}`)
  }
  const flags = result.output
  return {
    dataFolder: flags.data === undefined ? undefined : resolve(flags.data),
    keychainService: flags['keychain-service'],
    bridgePort: flags['bridge-port'],
    memoryVault: flags.vault === 'memory',
    automation: flags.automation === undefined ? null : automationFlags(flags),
  }
}

/**
 * `--name=value` and `--name value` alike. A flag of ours without a value is an error: passing over it would open
 * the user's own vault.
 */
function readFlags(args: readonly string[]): Record<string, string> {
  const given = new Map<string, string>()
  for (const [index, argument] of args.entries()) {
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (name === undefined) continue
    const next = args[index + 1]
    const isOurs = name !== 'automation' && Object.hasOwn(flagsSchema.entries, name)
    const after = isOurs && next !== undefined && !next.startsWith('--') ? next : ''
    given.set(name, value ?? after)
  }
  return Object.fromEntries(given)
}

function automationFlags(flags: v.InferOutput<typeof flagsSchema>): AutomationFlags {
  const file = flags['automation-file']
  return {
    port: flags.port ?? 0,
    file: file === undefined ? undefined : resolve(file),
    sessionIdleMs: flags['session-idle'],
    parentPid: flags['parent-pid'],
    webDriver: flags.webdriver,
  }
}

/** A browser elsewhere could not reach the bridge. */
function isOnThisComputer(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
