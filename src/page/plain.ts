import { getPrototypeOf, isArray, keys, setPrototypeOf } from './builtins'
import { each } from './lists'
import type { Realm } from './realm'

/** Turns the script's own bare objects and arrays into plain objects and arrays of the page, at any depth. */
export function toPlain<T extends object>(realm: Pick<Realm, 'Array' | 'Object'>, value: T): T {
  const isOwnArray = isArray(value)
  if (!isOwnArray && getPrototypeOf(value) !== null) return value
  each(keys(value), (name) => {
    const member = (value as Record<string, unknown>)[name]
    if (typeof member === 'object' && member !== null) toPlain(realm, member)
  })
  return setPrototypeOf(value, (isOwnArray ? realm.Array : realm.Object).prototype) as T
}
