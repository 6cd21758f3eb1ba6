/** What may be given when the app is started. Parsed once; anything else that starts with `--` is Chromium's. */
import { resolve } from 'node:path'
import * as v from 'valibot'

const flagsSchema = v.object({
  /** Folder for everything that the app keeps. */
  data: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** Names the keychain's items, and the folder where `data` does not: so it must be a folder's name, too. */
  'keychain-service': v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w .-]*$/), v.maxLength(64)),
    'Latchkey',
  ),
  'bridge-port': v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.toNumber(), v.maxValue(65_535)),
  ),
  vault: v.optional(v.picklist(['memory'])),
})

export interface CommandLine {
  /** Absolute; undefined: a folder named after the keychain service, in the system's place for such folders. */
  readonly dataFolder: string | undefined
  readonly keychainService: string
  /** 0 takes a free port; undefined leaves it to the settings. */
  readonly bridgePort: number | undefined
  readonly memoryVault: boolean
}

/**
 * @param args `process.argv` without the executable.
 * @throws {Error} that says which flag is wrong.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const given = new Map<string, string>()
  for (const argument of args) {
    // A flag of ours without a value is an error: passing over it would open the user's own vault.
    const [, name, value = ''] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? []
    if (name !== undefined) given.set(name, value)
  }
  const result = v.safeParse(flagsSchema, Object.fromEntries(given), { abortEarly: true })
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
  }
}
