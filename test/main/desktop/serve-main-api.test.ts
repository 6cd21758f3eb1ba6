import fc from 'fast-check'
import type { IpcMainInvokeEvent } from 'electron'
import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { serveMainApi } from '../../../src/main/desktop/serve-main-api'
import { WebAuthnError } from '../../../src/main/webauthn/errors'
import type { AppState } from '../../../src/shared/app-state'
import { mainCallNames, mainCalls, type MainApi } from '../../../src/shared/main-api'
import type { Reply } from '../../../src/shared/reply'
import { USUAL_PASSKEY_LIST } from '../../../src/shared/passkey-list'

const SECRET = 'correct-horse-battery-staple'

const state: AppState = {
  version: '1.2.3',
  vault: { state: 'opening' },
  waysToOpen: { recoveryCode: false, passphraseDue: false, notice: null },
  bridge: {
    enabled: true,
    port: null,
    addresses: [],
    problem: null,
    scriptIntegrity: 'sha384-AAAA',
  },
  bridgePort: 47_801,
  startsAtLogin: null,
  appearance: 'dark',
  view: 'passkeys',
  signalPolicy: 'spec',
  commandsMayUseYes: false,
  agentMayAnswer: false,
  armedFaults: [],
  isOffline: false,
  activitySeenAt: 0,
  passkeyList: USUAL_PASSKEY_LIST,
  entryWidth: null,
  autoLock: { lockWhenAway: false, lockAfterMinutes: 0 },
  authenticator: {
    profile: 'latchkey',
    packedAttestation: 'self',
    enterpriseRpIds: [],
    transports: 'honoured',
    immediateGet: 'unsupported',
  },
}

describe('serveMainApi', () => {
  it('serves every method of the contract, and no other channel', () => {
    expect([...served().channels].sort()).toEqual([...mainCallNames].sort())
  })

  it('answers a call with its value', async () => {
    const { invoke } = served({ getAppState: async () => state })
    await expect(invoke('getAppState')).resolves.toEqual({ ok: true, value: state })
  })

  it('hands the arguments on as they were sent', async () => {
    const { invoke, calls } = served()
    const [names, expected] = ['ada', 'ana'].map((name) => ({
      userName: name,
      userDisplayName: name,
    }))
    await invoke('renamePasskey', 'AQID', names, expected)
    expect(calls).toEqual([['renamePasskey', 'AQID', names, expected]])
  })

  it('carries a failure’s name and message, which Electron by itself would lose', async () => {
    const failing = async () => {
      throw new WebAuthnError('UnknownError', 'the vault could not be written')
    }
    const { invoke } = served({ followSite: failing })
    await expect(invoke('followSite', 'AQID')).resolves.toEqual({
      ok: false,
      error: { name: 'UnknownError', message: 'the vault could not be written' },
    })
  })

  it('turns a failure that happens before anything is awaited into a reply as well', async () => {
    const failing = () => {
      throw new RangeError('at once')
    }
    const { invoke } = served({ followSite: failing })
    await expect(invoke('followSite', 'AQID')).resolves.toEqual({
      ok: false,
      error: { name: 'RangeError', message: 'at once' },
    })
  })

  it('hides a thrown value that is not an error', async () => {
    const failing = async () => {
      // oxlint-disable-next-line typescript/only-throw-error -- what this test is about
      throw SECRET
    }
    const { invoke } = served({ followSite: failing })
    const reply = await invoke('followSite', 'AQID')
    expect(reply).toEqual({ ok: false, error: { name: 'Error', message: 'unknown failure' } })
  })

  it('refuses callers other than our window, loudly, and does not call the api', async () => {
    const { invokeFrom, calls, refusals } = served()
    await expect(invokeFrom(false, 'followSite', 'AQID')).rejects.toThrow(
      'caller is not our window',
    )
    expect(calls).toEqual([])
    expect(refusals).toEqual(['followSite: the caller is not our window'])
  })

  it('asks who calls at every call, not once', async () => {
    const { invokeFrom, calls } = served()
    await invokeFrom(true, 'retryKeychain')
    await expect(invokeFrom(false, 'retryKeychain')).rejects.toThrow()
    expect(calls).toHaveLength(1)
  })

  it('never lets an answer out that has one field more than the contract', async () => {
    const { invoke, refusals } = served({
      getAppState: async () => ({ ...state, masterKey: SECRET }),
    })
    const reply = await invoke('getAppState')
    expect(reply).toEqual({
      ok: false,
      error: { name: 'Error', message: 'the answer did not fit the contract' },
    })
    expect(refusals.join()).not.toContain(SECRET)
  })

  it('never returns an answer if the contract has none', async () => {
    const { invoke } = served({ retryKeychain: (async () => SECRET) as never })
    expect(JSON.stringify(await invoke('retryKeychain'))).not.toContain(SECRET)
  })

  it('notes every failed call with its reason', async () => {
    const { invoke, refusals } = served()
    await invoke('setBridgeEnabled', 'yes')
    expect(refusals).toEqual([
      expect.stringMatching(/^setBridgeEnabled: TypeError: .*expected boolean$/),
    ])
  })
})

describe('arguments that do not fit', () => {
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  const names = { userName: 'ada', userDisplayName: 'Ada' }

  it.each<[string, keyof MainApi, unknown[]]>([
    ['none where one is needed', 'followSite', []],
    ['one too many', 'followSite', ['AQID', SECRET]],
    ['one where none is taken', 'listTrash', [SECRET]],
    ['a number for text', 'followSite', [42]],
    ['null for text', 'followSite', [null]],
    ['an array for text', 'followSite', [[SECRET]]],
    ['bytes for text', 'followSite', [new TextEncoder().encode(SECRET)]],
    ['text for a switch', 'setBridgeEnabled', [SECRET]],
    ['a word that is not in the list', 'setAppearance', [SECRET]],
    ['a name of an object’s prototype', 'setAppearance', ['constructor']],
    ['an object without a field', 'renamePasskey', ['AQID', names, { userName: SECRET }]],
    ['an object with a field more', 'renamePasskey', ['AQID', { ...names, [SECRET]: 1 }]],
    ['a cyclic object', 'renamePasskey', ['AQID', cyclic]],
    ['a cyclic field', 'renamePasskey', ['AQID', { ...names, userName: cyclic }]],
    ['a huge id', 'followSite', [SECRET.repeat(1000)]],
    ['a huge name', 'renamePasskey', ['AQID', { ...names, userName: SECRET.repeat(10_000) }]],
    ['a huge passphrase', 'unlockWithPassphrase', [SECRET.repeat(100)]],
    ['an empty passphrase', 'unlockWithPassphrase', ['']],
    ['an answer to no question', 'answerConsent', ['id', { given: SECRET }]],
    ['a decline with an account', 'answerConsent', ['id', { given: false, accountId: SECRET }]],
    ['an unknown duration', 'answerPairing', ['id', { allow: true, duration: SECRET }]],
    ['allow and block at once', 'answerPairing', ['id', { allow: true, block: true }]],
    ['10 000 of them', 'followSite', new Array(10_000).fill(SECRET)],
  ])('%s: a TypeError that does not quote them', async (_, method, args) => {
    const { invoke, calls, refusals } = served()
    const reply = await invoke(method, ...args)
    expect(reply).toMatchObject({ ok: false, error: { name: 'TypeError' } })
    expect(calls).toEqual([])
    for (const text of [JSON.stringify(reply), ...refusals]) {
      expect(text).not.toContain(SECRET)
      expect(text.length).toBeLessThan(300)
    }
  })

  it('says which method and which place of its argument', async () => {
    const { invoke } = served()
    await expect(
      invoke('renamePasskey', 'AQID', { userName: 1, userDisplayName: '' }),
    ).resolves.toEqual({
      ok: false,
      error: {
        name: 'TypeError',
        message: 'renamePasskey: argument 1.userName: expected string',
      },
    })
  })

  it('never reach the api, whatever they are, and never throw out of the handler', async () => {
    const anything = fc.array(
      fc.oneof(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
        fc.string(),
        fc.constantFrom('dark', true, false, { given: true }, { allow: false, block: true }),
        fc.record({ userName: fc.string(), userDisplayName: fc.string() }),
      ),
      { maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...mainCallNames), anything, async (method, args) => {
        const { invoke, calls } = served()
        const reply = await invoke(method, ...args)
        const allowed = safeParse(mainCalls[method].arguments, args).success
        expect(calls).toHaveLength(allowed ? 1 : 0)
        if (!allowed) expect(reply).toMatchObject({ ok: false, error: { name: 'TypeError' } })
        for (const [, ...taken] of calls)
          expect(safeParse(mainCalls[method].arguments, taken).success).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** An API that records each call and returns undefined, except for the methods that the test replaces. */
function served(overrides: Partial<MainApi> = {}) {
  const calls: unknown[][] = []
  const refusals: string[] = []
  const noting = mainCallNames.map((method) => [
    method,
    async (...args: unknown[]) => void calls.push([method, ...args]),
  ])
  const api = { ...(Object.fromEntries(noting) as MainApi), ...overrides }
  const handlers = new Map<string, (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown>()
  const ourWindow = {} as IpcMainInvokeEvent
  const anotherWindow = {} as IpcMainInvokeEvent
  serveMainApi({ handle: (channel, handler) => void handlers.set(channel, handler) }, api, {
    isOurWindow: (event) => event === ourWindow,
    refused: (reason) => void refusals.push(reason),
  })
  const invokeFrom = async (ours: boolean, method: keyof MainApi, ...args: unknown[]) =>
    (await handlers.get(method)!(ours ? ourWindow : anotherWindow, ...args)) as Reply<unknown>
  return {
    calls,
    refusals,
    channels: handlers.keys(),
    invokeFrom,
    invoke: (method: keyof MainApi, ...args: unknown[]) => invokeFrom(true, method, ...args),
  }
}
