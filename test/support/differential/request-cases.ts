/** `get()`: the values of its options' members, and the results. */
import { cases } from './case'

const plain = cases({
  'get: nothing there': (side, { request }) => side.get(request()),
  'get: the only one': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request())
  },
  'get: twice': async (side, { creation, request }) => {
    await side.create(creation())
    return [await side.get(request()), await side.get(request())]
  },
  // The user does not choose here. Chromium takes either passkey, by the order of random ids; Latchkey takes the newest.
  'get: one of two': async (side, { creation, request, rawId, bytes }) => {
    const made = [
      await side.create(creation()),
      await side.create(creation({ user: { id: bytes(2), name: 'b', displayName: 'B' } })),
    ]
    const ids = made.map((credential) => String(new Uint8Array(rawId(credential))))
    const id = String(new Uint8Array(rawId(await side.get(request()))))
    return { differ: ids[0] !== ids[1], isOneOfThem: ids.includes(id) }
  },
  'get: RS256': async (side, { creation, request }) => {
    await side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -257 }] }))
    return side.get(request())
  },
  'get: Ed25519': async (side, { creation, request }) => {
    await side.create(creation({ pubKeyCredParams: [{ type: 'public-key', alg: -8 }] }))
    return side.get(request())
  },
  'get: a server-side passkey without a list': async (side, { creation, request }) => {
    await side.create(creation({ authenticatorSelection: { residentKey: 'discouraged' } }))
    return side.get(request())
  },
  'get: a server-side passkey by its id': async (side, { creation, request, rawId }) => {
    const made = await side.create(
      creation({ authenticatorSelection: { residentKey: 'discouraged' } }),
    )
    return side.get(request({ allowCredentials: [{ type: 'public-key', id: rawId(made) }] }))
  },
  'get: challenge absent': (side, { request }) => side.get(request({ challenge: undefined })),
  'get: challenge empty': async (side, { creation, request, bytes }) => {
    await side.create(creation())
    return side.get(request({ challenge: bytes(0) }))
  },
  'get: challenge of 1 MB': async (side, { creation, request, bytes }) => {
    await side.create(creation())
    return side.get(request({ challenge: bytes(1_000_000) }))
  },
  'get: rpId null': (side, { request }) => side.get(request({ rpId: null })),
  'get: rpId a symbol': (side, { request }) => side.get(request({ rpId: Symbol('rpId') })),
  'get: rpId the host': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ rpId: location.hostname }))
  },
  'get: hints': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ hints: ['hybrid', 'bogus'] }))
  },
})

const lists = cases({
  'get: allowCredentials null': (side, { request }) =>
    side.get(request({ allowCredentials: null })),
  'get: allowCredentials empty': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ allowCredentials: [] }))
  },
  'get: allowCredentials hit': async (side, { creation, request, rawId }) => {
    const id = rawId(await side.create(creation()))
    return side.get(request({ allowCredentials: [{ type: 'public-key', id }] }))
  },
  'get: allowCredentials hit, other transports': async (side, { creation, request, rawId }) => {
    const id = rawId(await side.create(creation()))
    const transports = ['internal', 'bogus']
    return side.get(request({ allowCredentials: [{ type: 'public-key', id, transports }] }))
  },
  'get: allowCredentials with a stranger, transports usb': (side, { request, bytes, outcome }) => {
    const controller = new AbortController()
    const allowCredentials = [{ type: 'public-key', id: bytes(32), transports: ['usb'] }]
    setTimeout(() => controller.abort('mine'), 400)
    return outcome(() => side.get(request({ allowCredentials }, { signal: controller.signal })))
  },
  'get: allowCredentials a hit among strangers': async (side, tools) => {
    const { creation, request, rawId, bytes } = tools
    const id = rawId(await side.create(creation()))
    const allowCredentials = [
      { type: 'public-key', id: bytes(32) },
      { type: 'public-key', id },
      { type: 'bogus', id },
    ]
    return side.get(request({ allowCredentials }))
  },
  'get: allowCredentials miss': async (side, { creation, request, bytes }) => {
    await side.create(creation())
    return side.get(request({ allowCredentials: [{ type: 'public-key', id: bytes(32) }] }))
  },
  'get: allowCredentials of unknown types only': async (side, { creation, request, rawId }) => {
    const id = rawId(await side.create(creation()))
    return side.get(request({ allowCredentials: [{ type: 'bogus', id }] }))
  },
  'get: allowCredentials a duplicate': async (side, { creation, request, rawId }) => {
    const id = rawId(await side.create(creation()))
    const one = { type: 'public-key', id }
    return side.get(request({ allowCredentials: [one, one] }))
  },
  'get: allowCredentials of 1024': async (side, { creation, request, rawId, bytes }) => {
    const id = rawId(await side.create(creation()))
    const strangers = Array.from({ length: 1023 }, () => ({ type: 'public-key', id: bytes(32) }))
    return side.get(request({ allowCredentials: [...strangers, { type: 'public-key', id }] }))
  },
  'get: allowCredentials of 1025': (side, { request, bytes }) =>
    side.get(
      request({
        allowCredentials: Array.from({ length: 1025 }, () => ({
          type: 'public-key',
          id: bytes(32),
        })),
      }),
    ),
  'get: allowCredentials with an id of 1024 bytes': (side, { request, bytes }) =>
    side.get(request({ allowCredentials: [{ type: 'public-key', id: bytes(1024) }] })),
  'get: allowCredentials without id': (side, { request }) =>
    side.get(request({ allowCredentials: [{ type: 'public-key' }] })),
  'get: allowCredentials a string': (side, { request }) =>
    side.get(request({ allowCredentials: 'all' })),
})

const verification = cases({
  'get: userVerification required': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ userVerification: 'required' }))
  },
  'get: userVerification discouraged': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ userVerification: 'discouraged' }))
  },
  'get: userVerification unknown': async (side, { creation, request }) => {
    await side.create(creation())
    return side.get(request({ userVerification: 'bogus' }))
  },
  'get: userVerification a symbol': (side, { request }) =>
    side.get(request({ userVerification: Symbol('uv') })),
})

export const requestCases = [...plain, ...lists, ...verification]
