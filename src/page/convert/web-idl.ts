/**
 * Web IDL's conversions from a JavaScript value (webidl §3.2), as far as WebAuthn needs them. A dictionary is a table of its
 * members, in the order in which Web IDL reads them. Reads each member once.
 */
import { apply, Boolean, Error, iteratorSymbol, keys, Number, ownKeys, String } from '../builtins'
import { bare, ownProperty } from '../bare'
import { PageError } from '../errors'
import { add, each } from '../lists'
import type { NativeGetter } from '../native-getter'

export type Convert<T> = (value: unknown) => T

/** One member of a dictionary. */
export interface Member<T> {
  readonly convert: Convert<T>
  readonly required: boolean
  /** The value of an absent member; without a fallback the member stays absent. */
  readonly fallback?: T
  /** The dictionary that declares the member, when it is inherited. */
  readonly declaredBy?: string | undefined
}

/** The members of T in Web IDL's order: inherited ones first, then by name. */
export type Members<T> = { readonly [K in keyof T]-?: Member<T[K]> }

/**
 * A value that does not convert. `convertArgument` turns it into a TypeError of the page. Errors of a page's getter pass
 * through unchanged.
 */
class ConversionError extends Error {}

export function required<T>(convert: Convert<T>, declaredBy?: string): Member<T> {
  return bare({ convert, required: true, declaredBy })
}

export function optional<T>(convert: Convert<T>): Member<T | undefined> {
  return bare({ convert, required: false })
}

export function withDefault<T>(convert: Convert<T>, fallback: T): Member<T> {
  return bare({ convert, required: false, fallback })
}

/** null and undefined count as an empty dictionary. The result is a bare object. */
export function dictionary<T extends object>(name: string, members: Members<T>): Convert<T> {
  const table: Readonly<Record<string, Member<unknown>>> = members
  const names = keys(members)
  return (value) => {
    if (!isObject(value) && value !== undefined && value !== null) throw notOfType(name)
    const result = bare<Record<string, unknown>>({})
    each(names, (key) => {
      const member = table[key]
      if (!member) return
      // Outside `try`, because the page's getter may throw its own error.
      const given = value?.[key]
      try {
        if (given !== undefined) result[key] = member.convert(given)
        else if (member.required) throw conversionError('Required member is undefined.')
        else if (member.fallback !== undefined) result[key] = member.fallback
      } catch (error) {
        throw inMember(error, key, member.declaredBy ?? name)
      }
    })
    return result as T
  }
}

/** `sequence<T>`, from an iterable object. */
export function sequence<T>(convert: Convert<T>): Convert<T[]> {
  return (value) => {
    if (!isObject(value))
      throw conversionError('The provided value cannot be converted to a sequence.')
    const start = value[iteratorSymbol]
    if (typeof start !== 'function')
      throw conversionError('The object must have a callable @@iterator property.')
    // Not `for … of`, which would read the method again, and close the iterator when an item does not convert.
    const iterator = apply(start, value, []) as Iterator<unknown>
    const next = iterator.next as () => IteratorResult<unknown> // oxlint-disable-line typescript/unbound-method -- called on it below
    const items: T[] = []
    for (;;) {
      const item = apply(next, iterator, [])
      if (item.done) return items
      add(items, convert(item.value))
    }
  }
}

/** `record<USVString, T>`: own enumerable properties, in their order. */
export function record<T>(convert: Convert<T>): Convert<Record<string, T>> {
  return (value) => {
    if (!isObject(value))
      throw conversionError('Only objects can be converted to record<K,V> types')
    const members = bare<Record<string, T>>({})
    each(ownKeys(value), (key) => {
      if (ownProperty(value, key)?.enumerable) members[domString(key)] = convert(value[key])
    })
    return members
  }
}

export const domString: Convert<string> = (value) => {
  if (typeof value === 'symbol') throw conversionError('Cannot convert a Symbol value to a string')
  return String(value)
}

export const boolean: Convert<boolean> = Boolean

/** `long`: 32 bits, signed, with wrap-around. */
export const long: Convert<number> = (value) => toNumber(value) | 0

/** `unsigned long`: 32 bits, with wrap-around. */
export const unsignedLong: Convert<number> = (value) => toNumber(value) >>> 0

export const anything: Convert<unknown> = (value) => value

export function enumeration<T extends string>(name: string, values: readonly T[]): Convert<T> {
  return (value) => {
    const text = domString(value)
    for (let i = 0; i < values.length; i++) if (values[i] === text) return text as T
    throw conversionError(`The provided value '${text}' is not a valid enum value of type ${name}.`)
  }
}

/** A platform object, recognised by an accessor that throws for other objects. */
export function platformObject<T>(name: string, accessor: NativeGetter | undefined): Convert<T> {
  return (value) => {
    try {
      if (accessor) apply(accessor, value, [])
    } catch {
      throw conversionError(`Failed to convert value to '${name}'.`)
    }
    return value as T
  }
}

/**
 * Converts the argument of `method`.
 *
 * @throws {PageError} TypeError with Chromium's text, when the argument does not convert.
 */
export function convertArgument<T>(convert: Convert<T>, value: unknown, method: MethodName): T {
  try {
    return convert(value)
  } catch (error) {
    throw error instanceof ConversionError ? failedToExecute(method, error.message) : error
  }
}

/** Interface and operation, such as `['CredentialsContainer', 'create']`. */
export type MethodName = readonly [owner: string, name: string]

export function failedToExecute(method: MethodName, why: string): PageError {
  const { 0: owner, 1: name } = method
  return new PageError('TypeError', `Failed to execute '${name}' on '${owner}': ${why}`)
}

export function notOfType(name: string): Error {
  return conversionError(`The provided value is not of type '${name}'.`)
}

export function conversionError(message: string): Error {
  return new ConversionError(message)
}

function inMember(error: unknown, key: string, from: string): unknown {
  return error instanceof ConversionError
    ? conversionError(`Failed to read the '${key}' property from '${from}': ${error.message}`)
    : error
}

function toNumber(value: unknown): number {
  if (typeof value === 'symbol' || typeof value === 'bigint') {
    const type = typeof value === 'symbol' ? 'Symbol' : 'BigInt'
    throw conversionError(`Cannot convert a ${type} value to a number`)
  }
  return Number(value)
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
