/** The built-in functions that the script calls, taken when it loads, because a page or a framework may replace them. */
export const { parse, stringify } = JSON
export const { from, isArray } = Array
export const {
  create,
  defineProperty,
  entries,
  fromEntries,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isExtensible,
  setPrototypeOf,
} = Object
export const { ownKeys } = Reflect
export const { min } = Math
