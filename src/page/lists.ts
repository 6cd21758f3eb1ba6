/** Array functions without `Array.prototype`, which belongs to the page. */
import { bare, define } from './bare'
import { defineProperty, iteratorSymbol } from './builtins'

export function each<T>(list: ArrayLike<T>, work: (item: T) => void): void {
  // Read each time, because the list may grow.
  for (let i = 0; i < list.length; i++) work(list[i] as T)
}

/** Does not assign, because assignment calls a setter that the page may have put on the prototype. */
export function add<T>(list: T[], item: T): void {
  const property = { value: item, configurable: true, enumerable: true, writable: true }
  defineProperty(list, list.length, bare(property))
}

export function addAll<T>(list: T[], items: ArrayLike<T>): void {
  each(items, (item) => add(list, item))
}

export function mapped<T, U>(list: ArrayLike<T>, map: (item: T) => U): U[] {
  const result: U[] = []
  each(list, (item) => add(result, map(item)))
  return result
}

export function includes(list: ArrayLike<unknown>, item: unknown): boolean {
  return some(list, (one) => one === item)
}

export function some<T>(list: ArrayLike<T>, holds: (item: T) => boolean): boolean {
  for (let i = 0; i < list.length; i++) if (holds(list[i] as T)) return true
  return false
}

/** A list for a browser function that takes a sequence and calls the list's iterator. */
export function sequenceOf<T>(...items: T[]): T[] {
  let next = 0
  const iterator = bare({
    next: () => bare(next < items.length ? { done: false, value: items[next++] } : { done: true }),
  })
  define(items, iteratorSymbol, () => iterator)
  return items
}
