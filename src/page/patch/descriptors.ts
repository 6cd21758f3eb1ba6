/** Functions as the browser's own are: named, without `prototype`, no constructors. */
import type { NativeGetter } from '../native-getter'

export type Body = (self: unknown, args: readonly unknown[]) => unknown
export type NativeMethod = (this: unknown, ...args: unknown[]) => unknown

/** A method; `length` is the number of arguments that it declares. */
export function method(name: string, length: number, body: Body): NativeMethod {
  const holder = {
    [name](this: unknown, ...args: unknown[]): unknown {
      return body(this, args)
    },
  }
  const made = holder[name] as NativeMethod
  Object.defineProperty(made, 'length', { value: length })
  return made
}

/** A getter, named `get rawId` for `rawId`. */
export function getter(name: string, body: (self: unknown) => unknown): NativeGetter {
  const holder = {
    get [name](): unknown {
      return body(this)
    },
  }
  const made = Object.getOwnPropertyDescriptor(holder, name) as { readonly get: NativeGetter }
  return made.get
}

/**
 * Puts a method in the place of the browser's own, or where it would be.
 *
 * @throws {TypeError} when the page has sealed the object.
 */
export function defineMethod(target: object, name: string, value: NativeMethod): void {
  const native = Object.getOwnPropertyDescriptor(target, name)
  const { enumerable = true, configurable = true, writable = true } = native ?? {}
  Object.defineProperty(target, name, { value, enumerable, configurable, writable })
}

/** @throws {TypeError} when the page has sealed the object. */
export function defineGetter(target: object, name: string, get: NativeGetter): void {
  const { enumerable = true, configurable = true } =
    Object.getOwnPropertyDescriptor(target, name) ?? {}
  Object.defineProperty(target, name, { get, enumerable, configurable })
}

/** The browser's own method, if it has one. */
export function nativeMethod(target: object, name: string): NativeMethod | undefined {
  const value = (target as Record<string, unknown>)[name]
  return typeof value === 'function' ? (value as NativeMethod) : undefined
}

export function illegalInvocation(): TypeError {
  return new TypeError('Illegal invocation')
}
