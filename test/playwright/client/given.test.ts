import { describe, expect, it } from 'vitest'
import { Latchkey, type PasskeySession } from '../../../playwright/client/latchkey'
import { clientSessionForEachTest } from '../../support/client-session'

const session = clientSessionForEachTest()

const ORIGIN = 'https://example.org'

/** What a test without types can pass, or a mistyped variable. */
const nothing = undefined as never

type Call = (passkeys: PasskeySession) => Promise<unknown>

/** Calls in which `undefined` stands where another value would mean one account, page, device, ceremony or setting. */
const REFUSED: Readonly<Record<string, readonly [says: string, ...calls: Call[]]>> = {
  choose: [
    '`account` is undefined',
    (passkeys) => passkeys.choose(nothing),
    (passkeys) => passkeys.choose(nothing, { times: null }),
  ],
  approve: ['`choose` is undefined', (passkeys) => passkeys.approve({ choose: nothing })],
  deny: ['`rpId` is undefined', (passkeys) => passkeys.deny({ rpId: nothing })],
  dismiss: ['`ceremony` is undefined', (passkeys) => passkeys.dismiss({ ceremony: nothing })],
  never: ['`rpId` is undefined', (passkeys) => passkeys.never({ rpId: nothing })],
  create: [
    '`topOrigin` is undefined',
    (passkeys) => passkeys.create({}, { origin: ORIGIN, topOrigin: nothing }),
  ],
  get: [
    '`mediation` is undefined',
    (passkeys) => passkeys.get({}, { origin: ORIGIN, mediation: nothing }),
  ],
  signal: [
    '`topOrigin` is undefined',
    (passkeys) => passkeys.signal('unknownCredential', {}, { origin: ORIGIN, topOrigin: nothing }),
  ],
  rename: ['`userName` is undefined', (passkeys) => passkeys.rename('id', { userName: nothing })],
  waitFor: [
    '`rpId` is undefined',
    (passkeys) => passkeys.waitFor('passkeyAdded', { where: { rpId: nothing } }),
  ],
  waitForSignal: [
    '`signal` is undefined',
    (passkeys) => passkeys.waitForSignal(nothing),
    (passkeys) => passkeys.waitForSignal(nothing, { where: { rpId: 'example.org' } }),
  ],
  waitForCeremony: ['`ceremony` is undefined', (passkeys) => passkeys.waitForCeremony(nothing)],
  setPagePolicy: ['`origin` is undefined', (passkeys) => passkeys.setPagePolicy(nothing, 'delete')],
  fault: ['`origin` is undefined', (passkeys) => passkeys.fault('uv-not-set', { origin: nothing })],
  disarmFault: [
    '`origin` is undefined',
    (passkeys) => passkeys.disarmFault('uv-not-set', { origin: nothing }),
  ],
  addAuthenticator: [
    '`configuration` is undefined',
    (passkeys) => passkeys.addAuthenticator(nothing),
  ],
  setDevice: [
    '`online` is undefined',
    (passkeys) => passkeys.setDevice('device-1', { online: nothing }),
  ],
  sync: ['`id` is undefined', (passkeys) => passkeys.sync(nothing)],
  saveCase: ['`ceremonyId` is undefined', (passkeys) => passkeys.saveCase({ ceremonyId: nothing })],
  setClock: ['`now` is undefined', (passkeys) => passkeys.setClock({ now: nothing })],
  setSettings: ['`profile` is undefined', (passkeys) => passkeys.setSettings({ profile: nothing })],
}

/** Methods whose every value Latchkey needs: it says what is missing, or knows nothing of the name “undefined”. */
const NEEDING: Readonly<Record<string, Call>> = {
  followSite: (passkeys) => passkeys.followSite(nothing),
  hide: (passkeys) => passkeys.hide(nothing),
  show: (passkeys) => passkeys.show(nothing),
  remove: (passkeys) => passkeys.remove(nothing),
  bringBack: (passkeys) => passkeys.bringBack(nothing),
  undo: (passkeys) => passkeys.undo(nothing),
  setPolicy: (passkeys) => passkeys.setPolicy(nothing),
  dryRun: (passkeys) => passkeys.dryRun(nothing, nothing),
  authenticator: (passkeys) => passkeys.authenticator(nothing).remove(),
  exportCredentials: (passkeys) => passkeys.exportCredentials(nothing),
  importCredentials: (passkeys) => passkeys.importCredentials('cdp', nothing),
  useDevice: (passkeys) => passkeys.useDevice(nothing),
  loseDevice: (passkeys) => passkeys.loseDevice(nothing),
  restore: (passkeys) => passkeys.restore(nothing),
  replay: (passkeys) => passkeys.replay(nothing),
  seed: (passkeys) => passkeys.seed(nothing),
  loadProfile: (passkeys) => passkeys.loadProfile(nothing),
  updateProvider: (passkeys) => passkeys.updateProvider(nothing),
}

/** Methods without a value that narrows what they do. */
const WITHOUT_CHOICE = [
  'constructor',
  'script',
  'end',
  'rules',
  'clearRules',
  'list',
  'trash',
  'events',
  'activity',
  'signals',
  'policy',
  'armedFaults',
  'disarmFaults',
  'knownFaults',
  'lintFindings',
  'lintedCalls',
  'knownLintRules',
  'devices',
  'addDevice',
  'state',
  'fork',
  'clock',
  'profiles',
  'settings',
]

describe('a value that is undefined', () => {
  it.each(Object.entries(REFUSED))('is refused by %s', async (_, [says, ...calls]) => {
    for (const call of calls)
      await expect(call(session.passkeys)).rejects.toMatchObject({
        code: 'invalid argument',
        message: expect.stringContaining(says) as string,
      })
  })

  it.each(Object.entries(NEEDING))('is no name for %s', async (_, call) => {
    await expect(call(session.passkeys)).rejects.toMatchObject({ name: 'LatchkeyError' })
  })

  it('adds no rule, changes no policy, no fault and no passkey', async () => {
    const { passkeys } = session
    const page = await session.world.page()
    await page.make('ana')
    const before = await facts(passkeys)
    for (const [, ...calls] of Object.values(REFUSED))
      for (const call of calls) await call(passkeys).catch(() => undefined)

    expect(await facts(passkeys)).toEqual(before)
  })

  it('is decided for every method', () => {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(session.passkeys))
    const decided = [...Object.keys(REFUSED), ...Object.keys(NEEDING), ...WITHOUT_CHOICE]

    expect(methods.toSorted()).toEqual(decided.toSorted())
  })

  it('is refused in the options as a whole, where the options are the command', async () => {
    const { passkeys } = session
    for (const call of [
      passkeys.rename('id', nothing),
      passkeys.setDevice('device-1', nothing),
      passkeys.setClock(nothing),
      passkeys.setSettings(nothing),
      passkeys.approve(null as never),
    ])
      await expect(call).rejects.toThrow('The options must be an object')
  })

  it('is the default for what only says how long, how often or where to write', async () => {
    const { passkeys } = session
    await passkeys.deny({ delay: undefined as never, times: undefined as never })
    await passkeys.state({ path: undefined as never })
    await passkeys.fault('uv-not-set', { times: undefined as never })

    expect(await passkeys.rules()).toMatchObject([{ delay: 0, times: 1 }])
    expect(await passkeys.armedFaults()).toMatchObject([{ left: 1 }])
  })

  it('is no address', async () => {
    await expect(Latchkey.connect(nothing)).rejects.toThrow('The options must be an object.')
    for (const address of [{ url: nothing }, { automationFile: nothing }])
      await expect(Latchkey.connect(address)).rejects.toMatchObject({
        code: 'invalid argument',
        message: expect.stringMatching(/undefined/) as string,
      })
  })
})

describe('a number that JSON does not have', () => {
  it.each([Number.NaN, Infinity])(
    'is refused, because JSON makes null of it: %s',
    async (times) => {
      await expect(session.passkeys.approve({ times })).rejects.toThrow(
        `\`times\` is ${times}, which is no finite number.`,
      )
      expect(await session.passkeys.rules()).toEqual([])
    },
  )
})

async function facts(passkeys: PasskeySession): Promise<readonly unknown[]> {
  return [
    await passkeys.rules(),
    await passkeys.policy(),
    await passkeys.armedFaults(),
    await passkeys.list(),
    await passkeys.settings(),
  ]
}
