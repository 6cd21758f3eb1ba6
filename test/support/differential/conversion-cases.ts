/** Web IDL's conversions: values of the wrong type, and buffers of every kind. */
import { cases } from './case'

const containers = cases({
  'create: no argument': (side) => side.create(),
  'create: undefined': (side) => side.create(undefined),
  'create: null': (side) => side.create(null),
  'create: a number': (side) => side.create(7),
  'create: a string': (side) => side.create('publicKey'),
  'create: empty': (side) => side.create({}),
  'create: publicKey undefined': (side) => side.create({ publicKey: undefined }),
  'create: publicKey null': (side) => side.create({ publicKey: null }),
  'create: publicKey a number': (side) => side.create({ publicKey: 7 }),
  'create: publicKey a string': (side) => side.create({ publicKey: 'x' }),
  'create: publicKey a function': (side, { creation }) =>
    side.create({ publicKey: Object.assign(() => undefined, creation().publicKey) }),
  'create: options a function': (side, { creation }) =>
    side.create(Object.assign(() => undefined, creation())),
  'create: options with a null prototype': (side, { creation }) =>
    side.create(Object.assign(Object.create(null) as object, creation())),
  'create: options inherited': (side, { creation }) =>
    side.create(Object.create(creation()) as object),
  'create: with password data': (side, { creation }) =>
    side.create(creation({}, { password: { id: 'a', password: 'b', origin: location.origin } })),
  'create: with malformed password data': (side, { creation }) =>
    side.create(creation({}, { password: {} })),
  'create: with federated data': (side, { creation }) =>
    side.create(
      creation({}, { federated: { id: 'a', provider: 'https://example.org', origin: 'b' } }),
    ),
  'create: with password true': (side, { creation }) =>
    side.create(creation({}, { password: true })),
  'get: no argument': (side) => side.get(),
  'get: undefined': (side) => side.get(undefined),
  'get: null': (side) => side.get(null),
  'get: a number': (side) => side.get(7),
  'get: empty': (side) => side.get({}),
  'get: publicKey null': (side) => side.get({ publicKey: null }),
  'get: publicKey a number': (side) => side.get({ publicKey: 7 }),
  'get: with password': (side, { request }) => side.get(request({}, { password: true })),
  'get: with password false': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({}, { password: false }))
  },
  'get: with federated': (side, { request }) =>
    side.get(request({}, { federated: { providers: ['https://example.org'] } })),
  'get: with malformed federated': (side, { request }) => side.get(request({}, { federated: 7 })),
  'get: with otp': (side, { request }) => side.get(request({}, { otp: { transport: ['sms'] } })),
})

const getters = cases({
  'create: a getter of options throws': (side) =>
    side.create({
      get publicKey() {
        throw new RangeError('mine')
      },
    }),
  'create: a getter of publicKey throws a value': (side, { creation }) =>
    side.create({
      publicKey: {
        ...(creation().publicKey as object),
        get challenge() {
          // oxlint-disable-next-line typescript/only-throw-error -- a page may
          throw 'mine'
        },
      },
    }),
  'create: toString throws': (side, { creation }) =>
    side.create(
      creation({
        attestation: {
          toString: () => {
            throw new EvalError('mine')
          },
        },
      }),
    ),
  'create: valueOf throws': (side, { creation }) =>
    side.create(
      creation({
        timeout: {
          valueOf: () => {
            throw new EvalError('mine')
          },
        },
      }),
    ),
  'create: an iterator throws': (side, { creation }) =>
    side.create(
      creation({
        pubKeyCredParams: {
          *[Symbol.iterator]() {
            yield { type: 'public-key', alg: -7 }
            throw new EvalError('mine')
          },
        },
      }),
    ),
  'create: the order in which members are read': async (side, { creation }) => {
    const read: Record<string, string> = {}
    const watch = (path: string, object: object): object =>
      new Proxy(object, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key)
          if (typeof key === 'symbol') return value
          read[path] = `${read[path] ?? ''} ${key}`
          const isPlain = typeof value === 'object' && value?.constructor === Object
          return isPlain ? watch(`${path}/${key}`, value) : value
        },
      })
    await side.create(watch('', creation()))
    return read
  },
  'get: the order in which members are read': async (side, { request }) => {
    const read: string[] = []
    const watched = new Proxy(request().publicKey as object, {
      get: (target, key) => {
        read.push(String(key))
        return Reflect.get(target, key) as unknown
      },
    })
    await side.get({ publicKey: watched }).catch(() => undefined)
    return read.join(' ')
  },
  'create: a getter that gives something else each time': (side, { creation }) => {
    let calls = 0
    return side.create({
      get publicKey() {
        calls += 1
        return calls === 1 ? creation().publicKey : undefined
      },
    })
  },
})

const buffers = cases({
  'create: challenge an ArrayBuffer': (side, { creation, bytes }) =>
    side.create(creation({ challenge: bytes(8).buffer })),
  'create: challenge a DataView with an offset': (side, { creation, bytes }) =>
    side.create(creation({ challenge: new DataView(bytes(16).buffer, 3, 5) })),
  'create: challenge a Float64Array with an offset': (side, { creation, bytes }) =>
    side.create(creation({ challenge: new Float64Array(bytes(32).buffer, 8, 2) })),
  'create: challenge of another realm': (side, { creation }) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const { Uint8Array: Other } = frame.contentWindow as Window & typeof globalThis
    return side.create(creation({ challenge: Other.of(1, 2, 3) })).finally(() => frame.remove())
  },
  'create: challenge an ArrayBuffer of another realm': (side, { creation }) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const { ArrayBuffer: Other } = frame.contentWindow as Window & typeof globalThis
    return side.create(creation({ challenge: new Other(4) })).finally(() => frame.remove())
  },
  'create: challenge shared': (side, { creation }) => {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
    return side.create(creation({ challenge: buffer }))
  },
  'create: challenge a view of shared memory': (side, { creation }) => {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
    return side.create(creation({ challenge: new Uint8Array(buffer, 0, 4) }))
  },
  'create: challenge resizable': (side, { creation }) =>
    side.create(creation({ challenge: Reflect.construct(ArrayBuffer, [4, { maxByteLength: 8 }]) })),
  'create: challenge a view of a resizable buffer': (side, { creation }) => {
    const buffer = Reflect.construct(ArrayBuffer, [4, { maxByteLength: 8 }])
    return side.create(creation({ challenge: new Uint8Array(buffer) }))
  },
  'create: challenge detached': (side, { creation }) => {
    const buffer = new ArrayBuffer(4)
    structuredClone(buffer, { transfer: [buffer] })
    return side.create(creation({ challenge: buffer }))
  },
  'create: challenge a view of a detached buffer': (side, { creation }) => {
    const view = new Uint8Array(4)
    structuredClone(view, { transfer: [view.buffer] })
    return side.create(creation({ challenge: view }))
  },
  'create: challenge an array of numbers': (side, { creation }) =>
    side.create(creation({ challenge: [1, 2, 3] })),
  'create: challenge a subclass': (side, { creation }) =>
    side.create(creation({ challenge: new (class extends Uint8Array {})(3) })),
  'create: challenge something dressed as an ArrayBuffer': (side, { creation }) =>
    side.create(creation({ challenge: { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 3 } })),
  'create: challenge changed after the call': async (side, { creation, bytes }) => {
    const challenge = bytes(8)
    const made = side.create(creation({ challenge }))
    challenge.fill(255)
    return made
  },
})

export const conversionCases = [...containers, ...getters, ...buffers]
