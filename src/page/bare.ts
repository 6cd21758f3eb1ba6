import { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } from './builtins'

/**
 * Removes the prototype of one of the script's own objects, so that it has only its own members. Otherwise a member that a page
 * puts on `Object.prototype`, such as `get` or `signal`, would appear in a property descriptor, in the options of a built-in
 * function, and in every dictionary without that member.
 */
export function bare<T extends object>(object: T): T {
  return setPrototypeOf(object, null) as T
}

/** Defines a value that is not enumerable. */
export function define(target: object, name: PropertyKey, value: unknown): void {
  defineProperty(target, name, bare({ value, configurable: true }))
}

export function ownProperty(target: object, name: PropertyKey): PropertyDescriptor | undefined {
  const property = getOwnPropertyDescriptor(target, name)
  return property && bare(property)
}
