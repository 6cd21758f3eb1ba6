/**
 * The built-in functions and classes that the script uses. Taken when the script loads, because a page or a framework may
 * replace them. Methods take their object first: `includes(text, part)`.
 *
 * Even syntax is unsafe after that. `for … of`, spread and array patterns call the iterator of the page's `Array.prototype`,
 * and `await` may call the page's `then`. ESLint forbids them in this folder.
 */
import { uncurried } from '../shared/uncurried'

export const {
  AbortController,
  ArrayBuffer,
  Boolean,
  CSSStyleSheet,
  DataView,
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
export const { isArray } = Array
export const { isView } = ArrayBuffer // oxlint-disable-line typescript/unbound-method -- it needs no `this`
export const {
  create,
  defineProperty,
  freeze,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isExtensible,
  keys,
  setPrototypeOf,
} = Object
export const { apply, deleteProperty, ownKeys } = Reflect
export const { min } = Math
export const { iterator: iteratorSymbol, toStringTag, for: symbolFor } = Symbol

type Uncurried<Owner, Method> = Method extends (...args: infer Args) => infer Result
  ? (self: Owner, ...args: Args) => Result
  : never
/** Undefined when the browser lacks the class, as a worker lacks `Document`. */
type Class<Instance> = { readonly prototype: Instance } | undefined

/* oxlint-disable typescript/unbound-method -- they get their object when they are called */
const { bind } = Function.prototype

/** A method of a class, as a function that takes the object first. */
export function method<Owner, Name extends keyof Owner>(owner: Class<Owner>, name: Name) {
  return uncurried(owner?.prototype[name]) as Uncurried<Owner, Owner[Name]>
}

/** The getter of a class's attribute, as a function of the object. */
export function getter<Owner extends object, Name extends keyof Owner>(
  owner: Class<Owner>,
  name: Name,
) {
  const property = owner && getOwnPropertyDescriptor(owner.prototype, name)
  return uncurried(property?.get) as (self: Owner) => Owner[Name]
}

const bindTo = uncurried(bind) as <Method>(method: Method, self: unknown) => Method

/** `owner[name]`, as a function that needs no `this`. */
export function bound<Owner, Name extends keyof Owner>(owner: Owner, name: Name): Owner[Name] {
  return bindTo(owner[name], owner)
}

export const endsWith = method(String, 'endsWith')
export const includesText = method(String, 'includes')
export const slice = method(String, 'slice')
export const startsWith = method(String, 'startsWith')
export const toLowerCase = method(String, 'toLowerCase')
export const exec = method(RegExp, 'exec')

export const mapDelete = method(Map, 'delete') as <K>(map: Map<K, unknown>, key: K) => boolean
export const mapGet = method(Map, 'get') as <K, V>(map: Map<K, V>, key: K) => V | undefined
export const mapSet = method(Map, 'set') as <K, V>(map: Map<K, V>, key: K, value: V) => void
export const mapClear = method(Map, 'clear') as (map: Map<unknown, unknown>) => void
export const mapForEach = method(Map, 'forEach') as <V>(
  map: Map<unknown, V>,
  work: (value: V) => void,
) => void
export const setAdd = method(Set, 'add') as <T>(set: Set<T>, item: T) => void
export const setDelete = method(Set, 'delete') as <T>(set: Set<T>, item: T) => void
export const setForEach = method(Set, 'forEach') as <T>(
  set: Set<T>,
  work: (item: T) => void,
) => void
export const weakMapGet = method(WeakMap, 'get') as <V>(
  map: WeakMap<object, V>,
  key: object,
) => V | undefined
export const weakMapHas = method(WeakMap, 'has') as (
  map: WeakMap<object, unknown>,
  key: object,
) => boolean
export const weakMapSet = method(WeakMap, 'set') as <V>(
  map: WeakMap<object, V>,
  key: object,
  value: V,
) => void
export const weakSetAdd = method(WeakSet, 'add') as (set: WeakSet<object>, item: object) => void
export const weakSetHas = method(WeakSet, 'has') as (set: WeakSet<object>, item: object) => boolean

export const addEventListener = method(globalThis.EventTarget, 'addEventListener')
export const removeEventListener = method(globalThis.EventTarget, 'removeEventListener')
export const abort = method(AbortController, 'abort')
export const signalOf = getter(AbortController, 'signal')
export const isAborted = getter(globalThis.AbortSignal, 'aborted')
export const reasonOf = getter(globalThis.AbortSignal, 'reason')
export const closePort = method(globalThis.MessagePort, 'close')
export const post = method(globalThis.MessagePort, 'postMessage')
export const startPort = method(globalThis.MessagePort, 'start')

export const TypedArray = getPrototypeOf(Uint8Array) as {
  readonly prototype: Uint8Array<ArrayBuffer>
}
export const bufferOf = getter(TypedArray, 'buffer')
/** Undefined for a DataView. */
export const typedArrayName = uncurried(
  getOwnPropertyDescriptor(TypedArray.prototype, toStringTag)?.get,
) as (view: ArrayBufferView) => string | undefined
export const encode = method(TextEncoder, 'encode')
export const hostnameOf = getter(URL, 'hostname')
/** `URL.canParse`, which needs no `this`. */
export const { canParse } = URL
export const getRandomValues = method(globalThis.Crypto, 'getRandomValues') as <
  T extends ArrayBufferView<ArrayBuffer>,
>(
  crypto: Crypto,
  array: T,
) => T
export const importKey = method(globalThis.SubtleCrypto, 'importKey')
export const sign = method(globalThis.SubtleCrypto, 'sign')
export const queryPermission = method(globalThis.Permissions, 'query')
export const getItem = method(globalThis.Storage, 'getItem')
export const removeItem = method(globalThis.Storage, 'removeItem')
export const setItem = method(globalThis.Storage, 'setItem')

/** TypeScript does not know the interface. */
export interface FeaturePolicy {
  features(): string[]
  allowsFeature(feature: string): boolean
}
const { FeaturePolicy } = globalThis as { readonly FeaturePolicy?: Class<FeaturePolicy> }
export const allowsFeature = method(FeaturePolicy, 'allowsFeature')
export const features = method(FeaturePolicy, 'features')

export const append = method(globalThis.Element, 'append')
export const appendChild = method(globalThis.Node, 'appendChild')
export const attachShadow = method(globalThis.Element, 'attachShadow')
interface ElementFactory {
  createElement(name: string): HTMLElement
}
export const createElement = method<ElementFactory, 'createElement'>(
  globalThis.Document,
  'createElement',
)
export const observe = method(MutationObserver, 'observe')
export const querySelectorAll = method(globalThis.Document, 'querySelectorAll')
export const remove = method(globalThis.Element, 'remove')
export const replaceSync = method(CSSStyleSheet, 'replaceSync')
export const setAttribute = method(globalThis.Element, 'setAttribute')
export const showPopover = method(globalThis.HTMLElement, 'showPopover')
/* oxlint-enable typescript/unbound-method */
