/**
 * Refuses values that JSON leaves out, or replaces. JSON leaves `undefined` out, and for Latchkey a missing account, page or
 * device means any: a mistyped variable would make a test pass with the wrong one.
 */
import { LatchkeyError } from './latchkey-error.js'

const NO_OBJECT = 'The options must be an object.'

/** @throws {LatchkeyError} when the value is undefined. `name` is that of the parameter. */
export function given<T>(value: T, name: string): T {
  if (value === undefined) throw undefinedValue(name, 'Check what you pass.')
  return value
}

/**
 * @param members those that must not be undefined; by default all.
 * @throws {LatchkeyError} when the options are no object, or one of these members is there and undefined.
 */
export function givenOptions<T extends object>(options: T, members?: readonly string[]): T {
  // Without types, a test can pass anything.
  if (!isObject(options)) throw new LatchkeyError('invalid argument', NO_OBJECT)
  for (const [name, value] of Object.entries(options))
    if (value === undefined && (members?.includes(name) ?? true))
      throw undefinedValue(name, `Check its value, or leave \`${name}\` out.`)
  return options
}

/**
 * @returns the value as JSON.
 * @throws {LatchkeyError} for a number that JSON does not have. JSON would make null of it, which means "all" in some commands.
 */
export function toJson(value: object): string {
  return JSON.stringify(value, (name, one: unknown) => {
    if (typeof one !== 'number' || Number.isFinite(one)) return one
    throw new LatchkeyError('invalid argument', `\`${name}\` is ${one}, which is no finite number.`)
  })
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function undefinedValue(name: string, advice: string): LatchkeyError {
  return new LatchkeyError('invalid argument', `\`${name}\` is undefined. ${advice}`)
}
