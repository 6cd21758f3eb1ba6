import { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } from './builtins'

/**
 * Takes the prototype from an object of the script's own, so that it has only its own members. What a page has put on
 * `Object.prototype`, such as `get` or `signal`, would be a member of a property descriptor, of the options of a
 * built-in function, and of every dictionary that lacks the member.
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
