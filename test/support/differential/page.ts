/**
 * What runs in the page of the differential test. Keeps the browser's own members aside before `latchkey.js` replaces them,
 * so that one page can call both, and reads a native credential only through native members.
 */

/** One implementation, in the form that a row of the test calls. Arguments are passed unchanged. */
export interface Side {
  readonly create: (...args: readonly unknown[]) => Promise<unknown>
  readonly get: (...args: readonly unknown[]) => Promise<unknown>
  /** A static operation of PublicKeyCredential. */
  readonly call: (name: string, ...args: readonly unknown[]) => unknown
}

type Members = Readonly<Record<string, unknown>>

/** The tools of a row in the page. */
export interface Tools {
  /** CredentialCreationOptions that succeed, except for the given members. undefined removes a member. */
  readonly creation: (members?: Members, outer?: Members) => Record<string, unknown>
  /** CredentialRequestOptions that succeed if there is a passkey. */
  readonly request: (members?: Members, outer?: Members) => Record<string, unknown>
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>
  /** The rawId of a credential, read through `side`'s members. */
  readonly rawId: (credential: unknown) => ArrayBuffer
  /** How a call ended, for a row with several calls; `pending` if it has not ended within `ms`. */
  readonly outcome: (work: () => unknown, ms?: number) => Promise<unknown>
  /** Shortens timers of four seconds and more to a thousandth until the row ends. */
  readonly hurry: () => void
}

export type Run = (side: Side, tools: Tools) => unknown

export interface Both {
  /** The descriptors of the browser's own members, and of the current members. */
  readonly shapes: () => { native: unknown; latchkey: unknown }
  /** @param source of a {@link Run}. */
  readonly run: (which: 'native' | 'latchkey', source: string) => Promise<unknown>
}

declare global {
  interface Window {
    both: Both
  }
}

/** For `addInitScript`: the function cannot reach the scope of this file. */
export function installBoth(): void {
  const OWNERS = [
    'CredentialsContainer',
    'Credential',
    'PublicKeyCredential',
    'AuthenticatorResponse',
    'AuthenticatorAttestationResponse',
    'AuthenticatorAssertionResponse',
  ]
  /**
   * A call that has not ended by then is pending. The limit is long, because a row that expects a pending call sets its own.
   */
  const PATIENCE_MS = 10_000
  interface Interface {
    readonly prototype: object
  }
  type Method = (...args: readonly unknown[]) => unknown
  if (!('PublicKeyCredential' in window)) return
  const interfaces = OWNERS.map((name) => Reflect.get(window, name) as Interface)
  const kept = new Map<object, PropertyDescriptorMap>()
  for (const owner of interfaces)
    for (const object of [owner, owner.prototype])
      kept.set(object, Object.getOwnPropertyDescriptors<object>(object))
  const nativeShapes = shapesNow()
  let isHurried = false
  const wait = window.setTimeout.bind(window)
  Object.defineProperty(window, 'setTimeout', {
    value: (handler: () => void, ms = 0) =>
      wait(handler, isHurried && ms >= 4_000 ? ms / 1000 : ms),
  })
  /** Outcomes, which are descriptions already. */
  const outcomes = new WeakSet<object>()

  /** A member of one of the two implementations: from `kept`, or as the page finds it. */
  function member(which: 'native' | 'latchkey', object: object, name: string): unknown {
    if (which === 'latchkey') return Reflect.get(object, name)
    for (let holder: object | null = object; holder; holder = Object.getPrototypeOf(holder)) {
      const descriptor = kept.get(holder)?.[name]
      if (descriptor) return descriptor.get ? descriptor.get.call(object) : descriptor.value
    }
    return Reflect.get(object, name)
  }

  function sideOf(which: 'native' | 'latchkey'): Side {
    const container = navigator.credentials
    const invoke = (object: object, name: string, args: readonly unknown[]) =>
      (member(which, object, name) as Method).apply(object, [...args])
    return {
      create: (...args) => invoke(container, 'create', args) as Promise<unknown>,
      get: (...args) => invoke(container, 'get', args) as Promise<unknown>,
      call: (name, ...args) => invoke(PublicKeyCredential, name, args),
    }
  }

  function toolsOf(which: 'native' | 'latchkey'): Tools {
    const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index & 255)
    return {
      bytes,
      creation: (members = {}, outer = {}) => ({
        publicKey: {
          rp: { name: 'Example' },
          user: { id: bytes(8), name: 'ada@example.org', displayName: 'Ada' },
          challenge: bytes(16),
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { residentKey: 'required' },
          ...members,
        },
        ...outer,
      }),
      request: (members = {}, outer = {}) => ({
        publicKey: { challenge: bytes(16), ...members },
        ...outer,
      }),
      rawId: (credential) => member(which, credential as object, 'rawId') as ArrayBuffer,
      outcome: (work, ms = PATIENCE_MS) => within(ms, outcome(which, work)),
      hurry: () => {
        isHurried = true
      },
    }
  }

  function within(ms: number, work: Promise<unknown>): Promise<unknown> {
    return Promise.race([work, new Promise((resolve) => wait(() => resolve('pending'), ms))])
  }

  async function outcome(which: 'native' | 'latchkey', work: () => unknown): Promise<unknown> {
    const made = await ending(which, work)
    outcomes.add(made)
    return made
  }

  async function ending(which: 'native' | 'latchkey', work: () => unknown): Promise<object> {
    let called
    try {
      called = work()
    } catch (error) {
      return { ended: 'threw', with: describe(which, error) }
    }
    const isPromise = called instanceof Promise
    try {
      const value = describe(which, await called)
      return { ended: isPromise ? 'resolved' : 'returned', with: value }
    } catch (error) {
      return { ended: 'rejected', with: describe(which, error) }
    }
  }

  /** Any value, as JSON with everything that a page can see of it. */
  function describe(which: 'native' | 'latchkey', value: unknown): unknown {
    if (typeof value === 'object' && value !== null) return describeObject(which, value)
    if (typeof value === 'string' || typeof value === 'boolean') return value
    return `${typeof value} ${String(value)}`
  }

  function describeObject(which: 'native' | 'latchkey', value: object): unknown {
    if (outcomes.has(value)) return value
    const tag = Object.prototype.toString.call(value)
    const { name } = value.constructor as { name?: string }
    if (tag === '[object ArrayBuffer]') return { class: classOf(value), bytes: base64(value) }
    if (value instanceof Error || tag === '[object DOMException]') return describeError(value)
    if (Array.isArray(value)) return value.map((item) => describe(which, item))
    if (isOfKept(value)) return describePlatformObject(which, value)
    if (name !== 'Object') return { class: classOf(value) }
    return {
      class: classOf(value),
      keys: Reflect.ownKeys(value).map(String).join(' '),
      members: Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, describe(which, member)]),
      ),
    }
  }

  function isOfKept(value: object): boolean {
    return interfaces.some((owner) => Object.prototype.isPrototypeOf.call(owner.prototype, value))
  }

  function describePlatformObject(which: 'native' | 'latchkey', value: object): unknown {
    const enumerated: string[] = []
    for (const key in value) enumerated.push(key)
    const read = (name: string) => member(which, value, name)
    const entries = enumerated.map((name) => {
      const found = read(name)
      const isMethod = typeof found === 'function'
      const got: unknown = isMethod ? (found as Method).call(value) : found
      const again: unknown = isMethod ? (found as Method).call(value) : read(name)
      return [
        isMethod ? `${name}()` : name,
        { value: describe(which, got), same: again === got },
      ] as const
    })
    return {
      class: classOf(value),
      chain: chainOf(value),
      enumerated,
      own: Reflect.ownKeys(value).map(String),
      extensible: Object.isExtensible(value),
      idIsRawId: 'rawId' in value ? read('id') === base64(read('rawId') as ArrayBuffer) : undefined,
      members: Object.fromEntries(entries),
    }
  }

  function describeError(error: object): unknown {
    const { name, message, code = '' } = error as { name: string; message: string; code?: number }
    const own = Reflect.ownKeys(error).map(String)
    return { error: `${classOf(error)}, ${name} ${code}`, own, message }
  }

  /** The class that an object states, and whether it is of this realm. */
  function classOf(value: object): string {
    const { constructor } = value
    const here = Reflect.get(window, constructor.name) === constructor
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    return `${constructor.name} ${tag} ${here ? 'here' : 'elsewhere'}`
  }

  function chainOf(value: object): string[] {
    return OWNERS.filter((_name, index) => {
      const { prototype } = interfaces[index]!
      return Object.prototype.isPrototypeOf.call(prototype, value)
    })
  }

  function base64(buffer: object): string {
    let text = ''
    for (const byte of new Uint8Array(buffer as ArrayBuffer)) text += String.fromCharCode(byte)
    return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }

  function shapesNow(): unknown {
    const ofFunction = (value: unknown) =>
      typeof value === 'function'
        ? {
            name: value.name,
            length: value.length,
            keys: Reflect.ownKeys(value).map(String),
            tag: Object.prototype.toString.call(value),
            constructs: constructs(value as Method),
            onForeign: onForeign(value as Method),
          }
        : describeConstant(value)
    const ofObject = (object: object) => {
      const keys = Reflect.ownKeys(object)
      const members = keys.map((key) => {
        const descriptor = Object.getOwnPropertyDescriptor(object, key)!
        const { enumerable, configurable, writable } = descriptor
        const parts = Object.fromEntries(
          ['value', 'get', 'set']
            .filter((part) => part in descriptor)
            .map((part) => [part, ofFunction(Reflect.get(descriptor, part))]),
        )
        return [String(key), { enumerable, configurable, writable, ...parts }]
      })
      return {
        keys: keys.map(String),
        extensible: Object.isExtensible(object),
        members: Object.fromEntries(members) as unknown,
      }
    }
    return Object.fromEntries(
      OWNERS.flatMap((name, index) => [
        [name, ofObject(interfaces[index]!)],
        [`${name}.prototype`, ofObject(interfaces[index]!.prototype)],
      ]),
    )
  }

  function describeConstant(value: unknown): string {
    return typeof value === 'string' ? value : typeof value
  }

  function constructs(method: Method): boolean {
    try {
      Reflect.construct(Object, [], method)
      return true
    } catch {
      return false
    }
  }

  /** The result of a member on an object of another type. */
  function onForeign(method: Method): string {
    try {
      const result = Reflect.apply(method, {}, [])
      if (!(result instanceof Promise)) return typeof result
      result.catch(() => undefined)
      return 'a promise'
    } catch (error) {
      return String(error)
    }
  }

  const both: Both = {
    shapes: () => ({ native: nativeShapes, latchkey: shapesNow() }),
    run: (which, source) => {
      const run = (0, eval)(`(${source})`) as Run
      isHurried = false
      return within(
        PATIENCE_MS,
        outcome(which, () => run(sideOf(which), toolsOf(which))),
      )
    },
  }
  Object.defineProperty(window, 'both', { value: both })
}
