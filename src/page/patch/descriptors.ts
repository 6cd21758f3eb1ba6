/**
 * Creates functions that look like the browser's own (named, without `prototype`, not constructors, of the page's realm), and
 * installs them in place of the browser's own.
 */
import { settleBy } from '../awaitable'
import { bare, define, ownProperty } from '../bare'
import {
  defineProperty,
  deleteProperty,
  isExtensible,
  setPrototypeOf,
  TypeError,
} from '../builtins'
import { errorOf, errorRealm, PageError } from '../errors'
import { each } from '../lists'
import { nativeGetter, type NativeGetter } from '../native-getter'
import type { Realm } from '../realm'

export type Body = (self: unknown, args: readonly unknown[]) => unknown
export type NativeMethod = (this: unknown, ...args: unknown[]) => unknown

/** A property to define, or to remove. */
export interface Patch {
  readonly target: object
  readonly name: string
  /** null to remove the property. */
  readonly descriptor: PropertyDescriptor | null
}

/** @param length the declared number of arguments. */
export function method(realm: Realm, name: string, length: number, body: Body): NativeMethod {
  const errors = errorRealm(realm)
  const holder = {
    [name](this: unknown, ...args: unknown[]): unknown {
      try {
        return body(this, args)
      } catch (error) {
        throw errorOf(errors, error)
      }
    },
  }
  const made = holder[name] as NativeMethod
  define(made, 'length', length)
  return setPrototypeOf(made, realm.Function.prototype) as NativeMethod
}

/** A method that returns a promise. It always rejects instead of throwing. */
export function asyncMethod(
  realm: Realm,
  name: string,
  length: number,
  body: (self: unknown, args: readonly unknown[]) => Promise<unknown>,
): NativeMethod {
  const promised = promiserOf(realm)
  return method(realm, name, length, (self, args) => promised(body(self, args)))
}

/** Makes promises of the realm that settle like their work, with errors of the realm. */
export function promiserOf(realm: Realm): <T>(work: Promise<T>) => Promise<T> {
  const { Promise } = realm
  const errors = errorRealm(realm)
  return (work) =>
    new Promise((resolve, reject) => {
      void settleBy(work, resolve, (error) => reject(errorOf(errors, error) as Error))
    })
}

/** A getter, named `get rawId` for `rawId`. */
export function getter(realm: Realm, name: string, body: (self: unknown) => unknown): NativeGetter {
  const errors = errorRealm(realm)
  const holder = {
    get [name](): unknown {
      try {
        return body(this)
      } catch (error) {
        throw errorOf(errors, error)
      }
    },
  }
  return setPrototypeOf(nativeGetter(holder, name), realm.Function.prototype) as NativeGetter
}

/** Replaces the browser's method, or adds it if the browser has none. */
export function methodPatch(target: object, value: NativeMethod): Patch {
  const { name } = value
  const native = ownProperty(target, name) ?? bare<PropertyDescriptor>({})
  const { enumerable = true, configurable = true, writable = true } = native
  return { target, name, descriptor: bare({ value, enumerable, configurable, writable }) }
}

export function getterPatch(target: object, name: string, get: NativeGetter): Patch {
  const { enumerable = true, configurable = true } =
    ownProperty(target, name) ?? bare<PropertyDescriptor>({})
  return { target, name, descriptor: bare({ get, enumerable, configurable }) }
}

/**
 * Defines and removes all properties, or none.
 *
 * @throws {TypeError} when the page has sealed one of the targets.
 */
export function applyPatches(patches: readonly Patch[]): void {
  each(patches, ({ target, name }) => {
    if (!canDefine(target, name)) throw new TypeError(`${name} is sealed`)
  })
  each(patches, ({ target, name, descriptor }) => {
    if (descriptor) defineProperty(target, name, descriptor)
    else deleteProperty(target, name)
  })
}

export function canDefine(target: object, name: string): boolean {
  const native = ownProperty(target, name)
  return native ? native.configurable === true || native.writable === true : isExtensible(target)
}

/** The browser's own method; undefined when the browser has none. */
export function nativeMethod(target: object, name: string): NativeMethod | undefined {
  const value = (target as Record<string, unknown>)[name]
  return typeof value === 'function' ? (value as NativeMethod) : undefined
}

export function illegalInvocation(): PageError {
  return new PageError('TypeError', 'Illegal invocation')
}
