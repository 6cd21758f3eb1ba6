/** The options of a Latchkey for test drivers, for the app and for a Node process. */
import { resolve } from 'node:path'
import * as v from 'valibot'

/** An option with a value. */
export function option<T>(schema: v.GenericSchema<string, T>, expected: string) {
  return { type: 'string', schema, expected } as const
}

export const port = option(
  v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.toNumber(), v.maxValue(65_535)),
  'a port number from 0 to 65535',
)
export const path = v.pipe(v.string(), v.minLength(1), v.transform(resolve))

export const AUTOMATION_OPTIONS = {
  port,
  listen: option(
    v.pipe(v.string(), v.regex(/^[\dA-Za-z][\w.:-]{0,252}$/), v.check(isNoWildcard)),
    'the name or address by which others reach this computer, and none that stands for all, such as 0.0.0.0',
  ),
  /** The file for the address for test drivers. */
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
}

/** The values of the given options, by name. */
export type Given<O extends Readonly<Record<string, { readonly schema: v.GenericSchema }>>> = {
  readonly [K in keyof O]?: v.InferOutput<O[K]['schema']>
}

export interface AutomationFlags {
  /** 0 takes a free port. */
  readonly port: number
  /** The name or address by which callers on other computers reach this one; undefined when only this computer may call. */
  readonly listen: string | undefined
  /** Absolute; undefined when the address is written to the standard output. */
  readonly file: string | undefined
  readonly sessionIdleMs: number
  readonly parentPid: number | undefined
  /** The browser's own driver, for all commands that Latchkey does not have. */
  readonly webDriver: URL | undefined
}

export function automationFlags(values: Given<typeof AUTOMATION_OPTIONS>): AutomationFlags {
  return {
    port: values.port ?? 0,
    listen: values.listen,
    file: values['automation-file'],
    sessionIdleMs: values['session-idle'] ?? 600_000,
    parentPid: values['parent-pid'],
    webDriver: values.webdriver,
  }
}

/**
 * Reads the values of options.
 *
 * @param given the last value of each option.
 * @throws {Error} that names the wrong option and the expected value, and does not repeat the value.
 */
export function readOptions<
  O extends Readonly<
    Record<string, { readonly schema: v.GenericSchema; readonly expected: string }>
  >,
>(options: O, given: ReadonlyMap<string, string>): Given<O> {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([name]) => given.has(name))
      .map(([name, { schema, expected }]) => {
        const read = v.safeParse(schema, given.get(name))
        if (!read.success) throw new Error(`--${name} needs ${expected}.`)
        return [name, read.output]
      }),
  ) as Given<O>
}

/** A page cannot connect to a wildcard address. */
function isNoWildcard(address: string): boolean {
  return !/^[0:.]+$/.test(address)
}

/** A browser on another computer could not reach the bridge. */
function isOnThisComputer(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
