/** Time-outs, aborts, mediation, and two requests at once. */
import { cases } from './case'

const timeouts = [
  '0',
  'NaN',
  '-1',
  '1e12',
  "'x'",
  "'5'",
  'null',
  'Infinity',
  '60000.5',
  '{}',
  '5n',
].flatMap((timeout) => [
  [`create: timeout ${timeout}`, `(side, t) => side.create(t.creation({ timeout: ${timeout} }))`],
  [
    `get: timeout ${timeout}`,
    `async (side, t) => {
        await side.create(t.creation())
        return side.get(t.request({ timeout: ${timeout} }))
      }`,
  ],
])

const reasons = ['', 'undefined', 'null', "'text'", '7', "new RangeError('mine')", '{ mine: true }']
const abortedBefore = reasons.flatMap((reason) =>
  ['create', 'get'].map((name) => [
    `${name}: aborted before, reason ${reason || 'left out'}`,
    `(side, t) => side.${name}(
      t.${name === 'create' ? 'creation' : 'request'}({}, { signal: AbortSignal.abort(${reason}) }))`,
  ]),
)
const abortedDuring = reasons.flatMap((reason) =>
  ['create', 'get'].map((name) => [
    `${name}: aborted while the user waits, reason ${reason || 'left out'}`,
    `async (side, t) => {
      const controller = new AbortController()
      const { signal } = controller
      setTimeout(() => controller.abort(${reason}), 60)
      return side.${name}(t.${name === 'create' ? 'creation' : 'request'}(
        ${name === 'create' ? '{}' : '{ allowCredentials: [{ type: "public-key", id: t.bytes(32) }] }'},
        { signal },
      ))
    }`,
  ]),
)

const signals = cases({
  'create: signal null': (side, { creation }) => side.create(creation({}, { signal: null })),
  'create: signal undefined': (side, { creation }) =>
    side.create(creation({}, { signal: undefined })),
  'create: signal a number': (side, { creation }) => side.create(creation({}, { signal: 7 })),
  'create: signal an imitation': (side, { creation }) =>
    side.create(creation({}, { signal: Object.create(AbortSignal.prototype) as object })),
  'create: signal of another realm': async (side, { creation }) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const { AbortSignal: Other } = frame.contentWindow as Window & typeof globalThis
    return side.create(creation({}, { signal: Other.abort('mine') })).finally(() => frame.remove())
  },
  'create: aborted before, options wrong': (side, { creation }) =>
    side.create(creation({ user: undefined }, { signal: AbortSignal.abort('mine') })),
  'create: aborted before, user.id too long': (side, { creation, bytes }) =>
    side.create(
      creation(
        { user: { id: bytes(65), name: 'a', displayName: 'A' } },
        { signal: AbortSignal.abort('mine') },
      ),
    ),
  'create: aborted before, foreign rp.id': (side, { creation }) =>
    side.create(
      creation(
        { rp: { id: 'example.org', name: 'Example' } },
        { signal: AbortSignal.abort('mine') },
      ),
    ),
  'create: aborted after it resolved': async (side, { creation }) => {
    const controller = new AbortController()
    const made = await side.create(creation({}, { signal: controller.signal }))
    controller.abort('mine')
    return made
  },
})

const mediations = ["'silent'", "'optional'", "'required'", "'bogus'", "''", 'null', 'undefined']
const mediation = mediations.flatMap((value) => [
  [
    `create: mediation ${value}`,
    `(side, t) => side.create(t.creation({}, { mediation: ${value} }))`,
  ],
  [
    `get: mediation ${value}`,
    `async (side, t) => {
      await side.create(t.creation())
      return side.get(t.request({}, { mediation: ${value} }))
    }`,
  ],
])

/** How a page aborts: the first half makes the signal, the second aborts it. */
const aborting = {
  AbortController: ['controller.signal', "controller.abort('first')"],
  'AbortSignal.any': ['AbortSignal.any([controller.signal])', "controller.abort('first')"],
  // The browser aborts in a task of its own, in which the page's listener makes the next call.
  'AbortSignal.timeout': ['AbortSignal.timeout(30)', ''],
} as const
const requests = {
  create: 'create(t.creation({}, { signal: SIGNAL }))',
  get: 'get(t.request({ allowCredentials: [{ type: "public-key", id: t.bytes(32) }] }, { signal: SIGNAL }))',
  'conditional get': "get(t.request({}, { mediation: 'conditional', signal: SIGNAL }))",
}
const inOneTask = Object.entries(requests).flatMap(([first, firstCall]) =>
  Object.entries(requests).flatMap(([second, secondCall]) =>
    Object.entries(aborting).map(([how, [signal, abort]]) => [
      `${first}: aborted by ${how}, then ${second} in the same task`,
      `async (side, t) => {
        const [controller, other] = [new AbortController(), new AbortController()]
        const signal = ${signal}
        const two = new Promise((resolve) => {
          const next = () => resolve(
            t.outcome(() => side.${secondCall.replace('SIGNAL', 'other.signal')}))
          ${how === 'AbortSignal.timeout' ? "signal.addEventListener('abort', next)" : `setTimeout(() => { ${abort}; next() }, 30)`}
        })
        const one = t.outcome(() => side.${firstCall.replace('SIGNAL', 'signal')})
        setTimeout(() => other.abort('second'), 70)
        return [await one, await two]
      }`,
    ]),
  ),
)

const waiting = cases(
  {
    ...Object.fromEntries(abortedDuring),
    // If the user answered at once, either request could end first.
    'create: aborted in the same task': (side, { creation }) => {
      const controller = new AbortController()
      const made = side.create(creation({}, { signal: controller.signal }))
      controller.abort('mine')
      return made
    },
    'create: AbortSignal.timeout while the user waits': (side, { creation }) =>
      side.create(creation({}, { signal: AbortSignal.timeout(60) })),
    'create: two at once': async (side, { creation, outcome }) => {
      const controller = new AbortController()
      const first = outcome(() => side.create(creation({}, { signal: controller.signal })))
      const second = await outcome(() => side.create(creation()), 500)
      controller.abort('mine')
      return [await first, second]
    },
    'create and get at once': async (side, { creation, request, outcome }) => {
      const controller = new AbortController()
      const first = outcome(() => side.create(creation({}, { signal: controller.signal })))
      const second = await outcome(() => side.get(request()), 500)
      controller.abort('mine')
      return [await first, second]
    },
    'create: a second whose options are wrong': async (side, { creation, outcome }) => {
      const controller = new AbortController()
      const first = outcome(() => side.create(creation({}, { signal: controller.signal })))
      const second = [
        await outcome(() => side.create(creation({ challenge: undefined })), 500),
        await outcome(() => side.create(creation({}, { signal: AbortSignal.abort('other') })), 500),
        await outcome(() => side.get({ mediation: 'silent', publicKey: { challenge: 7 } }), 500),
        await outcome(() => side.create(creation({ rp: { id: 'a.test', name: '' } })), 500),
      ]
      controller.abort('mine')
      return [await first, second]
    },
    'create: one after one that was aborted': async (side, { creation, outcome }) => {
      const ends = []
      for (const reason of ['first', 'second']) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(reason), 40)
        ends.push(await outcome(() => side.create(creation({}, { signal: controller.signal }))))
      }
      return ends
    },
    ...Object.fromEntries(inOneTask),
    'get: conditional, aborted': async (side, { request }) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort('mine'), 100)
      return side.get(request({}, { mediation: 'conditional', signal: controller.signal }))
    },
    'get: conditional, nothing there': async (side, { request, outcome }) => {
      const controller = new AbortController()
      const asked = side.get(request({}, { mediation: 'conditional', signal: controller.signal }))
      const early = await outcome(() => asked, 150)
      controller.abort('mine')
      return [early, await outcome(() => asked)]
    },
    'get: conditional, then modal': async (side, { request, creation, outcome }) => {
      const [first, second] = [new AbortController(), new AbortController()]
      const conditional = outcome(() =>
        side.get(request({}, { mediation: 'conditional', signal: first.signal })),
      )
      setTimeout(() => {
        first.abort('first')
        second.abort('second')
      }, 150)
      const modal = await outcome(() => side.create(creation({}, { signal: second.signal })))
      return [await conditional, modal]
    },
    'get: conditional, then a modal one': async (side, { request, bytes, outcome }) => {
      const [first, second] = [new AbortController(), new AbortController()]
      const conditional = outcome(() =>
        side.get(request({}, { mediation: 'conditional', signal: first.signal })),
      )
      setTimeout(() => {
        first.abort('first')
        second.abort('second')
      }, 150)
      const allowCredentials = [{ type: 'public-key', id: bytes(32) }]
      const modal = await outcome(() =>
        side.get(request({ allowCredentials }, { signal: second.signal })),
      )
      return [await conditional, modal]
    },
    'get: conditional twice': async (side, { request, outcome }) => {
      const [first, second] = [new AbortController(), new AbortController()]
      const options = (controller: AbortController) =>
        request({}, { mediation: 'conditional', signal: controller.signal })
      const one = outcome(() => side.get(options(first)))
      setTimeout(() => {
        first.abort('first')
        second.abort('second')
      }, 150)
      const other = await outcome(() => side.get(options(second)))
      return [await one, other]
    },
    'create: conditional': (side, { creation, outcome }) =>
      outcome(() => side.create(creation({}, { mediation: 'conditional' })), 500),
    'create: conditional and required': (side, { creation, outcome }) =>
      outcome(
        () =>
          side.create(
            creation(
              { authenticatorSelection: { userVerification: 'required' } },
              { mediation: 'conditional' },
            ),
          ),
        500,
      ),
    'create: attachment cross-platform': (side, { creation, outcome }) => {
      const controller = new AbortController()
      const selection = { authenticatorAttachment: 'cross-platform' }
      setTimeout(() => controller.abort('mine'), 400)
      return outcome(() =>
        side.create(creation({ authenticatorSelection: selection }, { signal: controller.signal })),
      )
    },
  },
  { userWaits: true },
)

export const timingCases = [
  ...cases(Object.fromEntries([...timeouts, ...abortedBefore, ...mediation])),
  ...signals,
  ...waiting,
]
