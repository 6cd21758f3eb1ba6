/**
 * A page that replaces everything that the page's script could call, after the script has run, and the results that the page
 * then gets.
 */

import { expect, it } from 'vitest'
import type { CredentialJson } from '../../src/shared/webauthn-json'
import { registrationJson } from './credential-json'
import type { PageParts, ScriptPage } from './script-page'

/** The result of each call of the page, by name, and the page's functions that the script called. */
interface Sabotaged {
  readonly outcomes: Readonly<Record<string, unknown>>
  readonly called: readonly string[]
}

/** A credential with every kind of value. */
const WITH_BYTES: CredentialJson = {
  ...registrationJson(),
  clientExtensionResults: { prf: { enabled: true, results: { first: 'AQID' } } },
}

/** Defines the tests of the page script in a page that replaces everything that it can. */
export function itUsesNothingReplaced(at: ScriptPage): void {
  it.each(['open', 'openPaired'] as const)(
    'uses nothing that a page has replaced after the script ran (%s)',
    async (open) => {
      at.bridge.script.answer = ({ id }) => ({ t: 'result', id, credential: WITH_BYTES })
      const usual = await sabotaged(at, 'nothing', (parts) => at[open](parts))

      const { outcomes, called } = await sabotaged(at, 'everything', (parts) => at[open](parts))

      expect(called).toEqual([])
      expect(outcomes).toEqual(usual.outcomes)
      expect(outcomes).toMatchObject({
        create: [WITH_BYTES, {}, [1, 2, 3], [123, 125]],
        pair: 'nothing',
      })
    },
  )
}

const REPORT = 'outcome: '

/**
 * Names that the page does not set on `Object.prototype`. With `then`, the browser's own promises fail. The others are
 * attributes that some browser lacks, and the script would find them on `Object.prototype` when it checks whether they
 * exist.
 */
const LEFT_ALONE = [
  'then',
  'ancestorOrigins',
  'featurePolicy',
  'permissionsPolicy',
  'prerendering',
  'userActivation',
  'showPopover',
]

/** The results of a page's calls, after the page has replaced everything that it can, or nothing. */
async function sabotaged(
  at: ScriptPage,
  what: 'everything' | 'nothing',
  open: (parts: PageParts) => Promise<void>,
): Promise<Sabotaged> {
  // Makes each name in the script a member of `Object.prototype`.
  const names = new Set(at.code.match(/[A-Za-z_$][\w$]*/g))
  for (const name of LEFT_ALONE) names.delete(name)
  const hostile = what === 'everything' ? [...names] : undefined
  const script = `(${String(sabotage)})(${JSON.stringify(hostile)})`
  // So that the script provides its own.
  const withoutParsers =
    'for (const kind of ["Creation", "Request"]) delete PublicKeyCredential[`parse${kind}OptionsFromJSON`]'
  at.logged = []
  await open({
    before: `<script>${withoutParsers}</script>`,
    html: `<script>${script}</script>`,
  })
  const told = () => at.logged.find((text) => text.startsWith(REPORT))
  await expect.poll(told).toBeDefined()
  return JSON.parse(told()!.slice(REPORT.length)) as Sabotaged
}

/* oxlint-disable typescript/prefer-for-of, typescript/unbound-method -- the page has no iterators */
/** Runs in the page, so it must not use anything outside of itself. */
function sabotage(names: string[] | undefined): void {
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Object
  const { apply, deleteProperty, ownKeys } = Reflect
  const { then } = Promise.prototype
  const { log } = console
  const frame = document.createElement('iframe')
  const append = document.documentElement.append.bind(document.documentElement)
  const { credentials } = navigator
  const PublicKey = PublicKeyCredential
  const bytes = Uint8Array.of(1, 2, 3)
  const handle = new DataView(bytes.buffer)
  const aborting = new AbortController()
  const { signal } = aborting
  const abort = aborting.abort.bind(aborting)
  const setTimer = setTimeout.bind(window)
  const asText = String
  const bare = <T extends object>(object: T): T => setPrototypeOf(object, null) as T

  let called = ''
  const undo: (() => void)[] = []
  const define = (owner: object, key: PropertyKey, descriptor: PropertyDescriptor) => {
    const before = getOwnPropertyDescriptor(owner, key)
    if (before && !before.configurable && !before.writable) return
    undo[undo.length] = () =>
      before ? defineProperty(owner, key, before) : deleteProperty(owner, key)
    defineProperty(owner, key, bare(descriptor))
  }
  const thrower = (name: string) =>
    function replaced(): never {
      called += `${name} `
      throw new Failure(name)
    }
  const Failure = Error
  const replaceMembers = (owner: object, name: string, attributesToo: boolean) => {
    const keys = ownKeys(owner)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!
      const member = `${name}.${asText(key)}`
      const { value, get, writable, enumerable } = getOwnPropertyDescriptor(owner, key) ?? {}
      if (typeof value === 'function')
        define(owner, key, {
          value: thrower(member),
          writable: writable ?? true,
          enumerable: enumerable ?? false,
          configurable: true,
        })
      else if (get && attributesToo)
        define(owner, key, { get: thrower(member), set: thrower(member), configurable: true })
    }
  }

  const language =
    'Array ArrayBuffer BigInt Boolean DataView Date Error Function Map Number Object Promise RegExp Set String Symbol TypeError Uint8Array WeakMap WeakSet'
  const web = 'AbortController AbortSignal CloseEvent MessageEvent TextDecoder TextEncoder URL'
  const dom =
    'CSSStyleSheet Crypto Document Element Event EventTarget FeaturePolicy HTMLElement MessageChannel MessagePort MutationObserver Node Permissions Storage SubtleCrypto WebSocket'
  const owners: [object, string, boolean][] = [
    [JSON, 'JSON', true],
    [Math, 'Math', true],
    [Reflect, 'Reflect', true],
    [console, 'console', true],
    [getPrototypeOf(Uint8Array) as object, 'TypedArray', true],
    [getPrototypeOf(Uint8Array.prototype) as object, 'TypedArray.prototype', true],
    [getPrototypeOf(async () => undefined) as object, 'AsyncFunction.prototype', true],
  ]
  for (const list of [[], new Map(), new Set(), ''] as Iterable<unknown>[])
    owners.push([getPrototypeOf(list[Symbol.iterator]()) as object, 'Iterator.prototype', true])
  const globals = window as unknown as Record<string, (new () => object) | undefined>
  for (const name of `${language} ${web} ${dom}`.split(' ')) {
    const constructor = globals[name]
    if (!constructor) continue
    const attributesToo = !dom.split(' ').includes(name)
    owners.push([constructor, name, attributesToo])
    owners.push([constructor.prototype as object, `${name}.prototype`, attributesToo])
  }

  const listOf = <T>(...items: T[]): T[] => {
    let next = 0
    const iterator = bare({
      next: () => bare({ done: next >= items.length, value: items[next++] }),
    })
    const start = () => {
      next = 0
      return iterator
    }
    defineProperty(items, Symbol.iterator, bare({ value: start }))
    return items
  }
  const algorithms = listOf(bare({ type: 'public-key' as const, alg: -7 }))
  const descriptors = listOf(
    bare({ type: 'public-key' as const, id: bytes, transports: listOf('usb' as const) }),
  )
  const accepted = listOf('AQID', 'BAUG')
  const requested = () =>
    bare({ publicKey: bare({ challenge: bytes, allowCredentials: descriptors, timeout: 60_000 }) })
  const created = () =>
    bare({
      publicKey: bare({
        rp: bare({ name: 'Example' }),
        user: bare({ id: handle, name: 'ada', displayName: 'Ada' }),
        challenge: bytes,
        pubKeyCredParams: algorithms,
        excludeCredentials: descriptors,
        extensions: bare({ prf: bare({ eval: bare({ first: bytes }) }) }),
      }),
    })
  const read = (credential: Credential | null) => {
    const made = credential as PublicKeyCredential
    const { rawId } = made
    const { clientDataJSON } = made.response
    return [made.toJSON(), made.getClientExtensionResults(), rawId, clientDataJSON]
  }
  const json = bare({
    challenge: 'AQID',
    allowCredentials: listOf(bare({ type: 'public-key', id: 'AQID' })),
  })
  const creationJson = bare({
    challenge: 'AQID',
    rp: bare({ name: 'Example' }),
    user: bare({ id: 'AQID', name: 'ada', displayName: 'Ada' }),
    pubKeyCredParams: listOf(bare({ type: 'public-key', alg: -7 })),
  })
  const inFrame = () => {
    append(frame)
    return frame.contentWindow?.navigator.credentials.get(requested())
  }
  const aborted = () => {
    const pending = credentials.get(bare({ ...requested(), signal }))
    abort()
    return pending
  }
  const given = (value: unknown) => value
  /** A call that returns a promise, and how its value is read. */
  const asked: [string, () => Promise<unknown> | undefined, (value: never) => unknown][] = [
    ['pair', () => window.latchkey?.pair(), given],
    ['create', () => credentials.create(created()), read],
    ['get', () => credentials.get(requested()), read],
    ['a get in a new frame', inFrame, read],
    ['an aborted get', aborted, given],
    [
      'unknown',
      () => PublicKey.signalUnknownCredential(bare({ rpId: 'localhost', credentialId: 'AQID' })),
      given,
    ],
    [
      'accepted',
      () =>
        PublicKey.signalAllAcceptedCredentials(
          bare({ rpId: 'localhost', userId: 'AQID', allAcceptedCredentialIds: accepted }),
        ),
      given,
    ],
    [
      'details',
      () =>
        PublicKey.signalCurrentUserDetails(
          bare({ rpId: 'localhost', userId: 'AQID', name: 'a', displayName: 'A' }),
        ),
      given,
    ],
    ['capabilities', () => PublicKey.getClientCapabilities(), given],
    ['conditional', () => PublicKey.isConditionalMediationAvailable(), given],
  ]

  const outcomes: Record<string, unknown> = bare({})
  const parse = (name: string, work: () => unknown) => {
    try {
      outcomes[name] = work()
    } catch (error) {
      outcomes[name] = `${(error as Error).name}: ${(error as Error).message}`
    }
  }
  const report = () => {
    const bytesToo = (_: string, value: unknown) =>
      value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value
    return JSON.stringify({ outcomes, called: called.split(' ').filter(Boolean) }, bytesToo)
  }
  const finish = () => {
    for (let i = undo.length - 1; i >= 0; i--) undo[i]!()
    clearTimeout(timer)
    apply(log, console, [`outcome: ${report()}`])
  }
  const take = (index: number) => {
    const step = asked[index]
    if (!step) {
      finish()
      return
    }
    const { 0: name, 1: work, 2: look } = step
    const fail = (error: unknown) => {
      outcomes[name] = `${(error as Error).name}: ${(error as Error).message}`
      take(index + 1)
    }
    const keep = (value: unknown) => {
      try {
        outcomes[name] = look(value as never) ?? 'nothing'
      } catch (error) {
        fail(error)
        return
      }
      take(index + 1)
    }
    try {
      const promise = work()!
      // Otherwise `then` asks the page's.
      void defineProperty(promise, 'constructor', bare({ value: undefined }))
      void apply(then, promise, [keep, fail])
    } catch (error) {
      fail(error)
    }
  }

  // A call that never settles ends the page's work too.
  const timer = setTimer(finish, 20_000)
  if (!names) {
    start()
    return
  }
  const functions = 'Map Promise Set String fetch queueMicrotask setTimeout structuredClone'.split(
    ' ',
  )
  const objectPrototype = Object.prototype
  for (let i = 0; i < owners.length; i++) {
    const { 0: owner, 1: name, 2: attributesToo } = owners[i]!
    replaceMembers(owner, name, attributesToo)
  }
  for (let i = 0; i < functions.length; i++) {
    const name = functions[i]!
    define(window, name, { value: thrower(`window.${name}`), writable: true, configurable: true })
  }
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    if (getOwnPropertyDescriptor(objectPrototype, name)) continue
    const act = thrower(`Object.prototype.${name}`)
    define(objectPrototype, name, { get: act, set: act, configurable: true })
  }
  start()

  function start() {
    parse('request options', () => PublicKey.parseRequestOptionsFromJSON(json))
    parse('creation options', () => PublicKey.parseCreationOptionsFromJSON(creationJson as never))
    take(0)
  }
}
