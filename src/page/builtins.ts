/**
 * The built-in functions and classes that the script uses, taken when it loads, because a page or a framework may
 * replace them.
 */
export const {
  AbortController,
  ArrayBuffer,
  Boolean,
  CSSStyleSheet,
  Error,
  Map,
  MessageChannel,
  MutationObserver,
  Number,
  Promise,
  Set,
  String,
  TextEncoder,
  TypeError,
  URL,
  Uint8Array,
  WeakMap,
  WeakSet,
  queueMicrotask,
} = globalThis
export const { parse, stringify } = JSON
export const { from, isArray } = Array
export const { isView } = ArrayBuffer // oxlint-disable-line typescript/unbound-method -- it needs no `this`
export const {
  create,
  defineProperty,
  entries,
  freeze,
  fromEntries,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isExtensible,
  setPrototypeOf,
} = Object
export const { ownKeys } = Reflect
export const { min } = Math
export const { iterator: iteratorSymbol, toStringTag, for: symbolFor } = Symbol
