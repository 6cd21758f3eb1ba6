import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { audit, type AuditOptions, type AuditProgress } from '../../../playwright/audit/audit'
import type { ServerCallbacks } from '../../../playwright/audit/relying-party'
import type { ReportCard } from '../../../playwright/audit/report-card'
import { clientSessionForEachTest } from '../../support/client-session'
import { simpleServer } from '../../support/simple-server'
import { timers } from '../../../playwright/audit/run/timers'

const world = clientSessionForEachTest()

const FAULT = { faults: ['challenge-wrong'], profiles: 'none' } as const

function run(
  changes: Partial<ServerCallbacks> = {},
  options: AuditOptions = FAULT,
): Promise<ReportCard> {
  return audit({ ...simpleServer(), ...changes, latchkey: world.latchkey, ...options })
}

const outcomesOf = ({ rows }: ReportCard) =>
  rows.map(({ key, outcome, finding, reason }) => [key, outcome, finding, reason])

describe('an audit', () => {
  it('finds nothing in a relying party that refuses a fault, and keeps its words', async () => {
    const card = await run()

    expect(outcomesOf(card)).toEqual([
      ['genuine/create', 'accepted', false, null],
      ['genuine/get', 'accepted', false, null],
      ['fault/challenge-wrong/create', 'refused', false, null],
      ['fault/challenge-wrong/get', 'refused', false, null],
    ])
    expect(card.rows[3]?.words).toMatch(/challenge/)
    expect(card.rows[3]?.changes).toMatchObject([{ what: 'client data' }])
  })

  it('finds a relying party that accepts a fault, whether by returning or by saying so', async () => {
    const card = await run({
      verifyRegistration: () => undefined,
      verifyAuthentication: () => ({ accepted: true }),
    })

    expect(card.counts).toMatchObject({ findings: 2, accepted: 4, refused: 0 })
    expect(card.score.critical).toEqual({ tried: 4, findings: 2 })
  })

  it('says once that the relying party has stopped answering', async () => {
    const server = simpleServer()
    const reasons: string[] = []
    let asked = 0
    await run(
      {
        ...server,
        registrationOptions: (account) => {
          if (++asked > 1) throw new Error('connection refused')
          return server.registrationOptions(account)
        },
      },
      {
        faults: ['challenge-wrong', 'signature-flipped', 'uv-not-set', 'up-not-set'],
        profiles: 'none',
        onSilence: (reason) => reasons.push(reason),
      },
    )

    expect(reasons).toEqual([
      expect.stringContaining('before Latchkey was asked: connection refused'),
    ])
  })

  it('states its subject, the version of Latchkey, and the time', async () => {
    const before = Date.now()
    const card = await run({}, { ...FAULT, subject: 'example.org' })

    expect(card).toMatchObject({
      version: 1,
      subject: 'example.org',
      latchkey: '1.2.3',
      browser: null,
    })
    expect(Date.parse(card.date)).toBeGreaterThanOrEqual(before)
    expect(JSON.parse(JSON.stringify(card))).toEqual(card)
  })

  it('gives each trial its own account', async () => {
    const server = simpleServer()
    const names: string[] = []
    await run({
      registrationOptions: (account) => {
        names.push(account.userName)
        return server.registrationOptions(account)
      },
      ...pick(server),
    })

    expect(new Set(names).size).toBe(3)
  })

  it('marks the findings of the baseline', async () => {
    const baseline = { version: 1, findings: ['fault/challenge-wrong/get'] } as const
    const card = await run({ verifyAuthentication: () => undefined }, { ...FAULT, baseline })

    expect(card.counts).toMatchObject({ findings: 1, known: 1 })
  })

  it('says how far it is, and how long it will take', async () => {
    const told: AuditProgress[] = []
    await run({}, { ...FAULT, onProgress: (progress) => told.push(progress) })

    expect(told.map(({ done, total, now }) => [done, total, now])).toEqual([
      [0, 3, 'genuine answers'],
      [1, 3, 'challenge-wrong (create)'],
      [2, 3, 'challenge-wrong (get)'],
      [3, 3, ''],
    ])
    expect(told[0]?.remainingMs).toBeNull()
    expect(told[1]?.remainingMs).toBeGreaterThan(0)
    expect(told[3]?.remainingMs).toBe(0)
  })

  it('stops on request', async () => {
    const over = new AbortController()
    const ended = run(
      { verifyRegistration: () => over.abort(new Error('enough')) },
      { ...FAULT, signal: over.signal },
    )

    await expect(ended).rejects.toThrow('enough')
  })
})

describe('an audit stops before any fault', () => {
  it.each<[string, Partial<ServerCallbacks>, string]>([
    [
      'when a genuine registration is refused',
      { verifyRegistration: () => ({ accepted: false, message: 'closed' }) },
      'A genuine registration does not pass, so the audit cannot tell what a fault changes. The relying party refused it: closed',
    ],
    [
      'when a genuine sign-in is refused',
      { verifyAuthentication: () => Promise.reject(new Error('unknown credential')) },
      'A genuine sign-in does not pass, so the audit cannot tell what a fault changes. The relying party refused it: unknown credential',
    ],
    [
      'when the options cannot be had',
      { registrationOptions: () => Promise.reject(new Error('HTTP 500')) },
      'The registration failed before Latchkey was asked: HTTP 500',
    ],
    [
      'when a callback throws what is no error',
      { registrationOptions: () => Promise.reject(JSON.parse('{"status":500}') as Error) },
      'The registration failed before Latchkey was asked: {"status":500}',
    ],
    [
      'when a callback forgets to return the options',
      { registrationOptions: () => undefined as unknown as object },
      'The registration failed before Latchkey was asked: `registrationOptions` returned undefined, and must return the options as JSON.',
    ],
    [
      'when Latchkey refuses the options',
      { origin: 'https://elsewhere.test' },
      'Latchkey gave no answer: ',
    ],
  ])('%s', async (_, changes, message) => {
    await expect(run(changes)).rejects.toThrow(message)
  })

  it('when a name is unknown', async () => {
    await expect(run({}, { faults: ['nothing'] })).rejects.toThrow('There is no fault nothing.')
  })

  it('when pages have no browser', async () => {
    const callback = () => Promise.resolve()
    const pages = audit({ register: callback, signIn: callback, latchkey: world.latchkey })

    await expect(pages).rejects.toThrow('An audit with page callbacks needs a browser')
  })
})

describe('an audit continues', () => {
  const running = new Set<() => void>()

  beforeEach(() => {
    vi.spyOn(timers, 'after').mockImplementation((_ms, callback) => {
      running.add(callback)
      return () => void running.delete(callback)
    })
  })
  afterEach(() => void vi.restoreAllMocks())

  /** Never resolves, and moves the clock past the audit's time-out. */
  function hang(): Promise<never> {
    setImmediate(() => {
      for (const runOut of [...running]) runOut()
    })
    return new Promise(() => undefined)
  }

  /** A callback that fails from its second call on, so that the genuine trial passes. */
  function laterInstead<A extends readonly unknown[], R>(
    first: (...given: A) => R,
    later: (...given: A) => R,
  ): (...given: A) => R {
    let calls = 0
    return (...given) => (calls++ === 0 ? first(...given) : later(...given))
  }

  it.each<[string, () => Promise<never>, string]>([
    [
      'when a callback throws before the ceremony',
      () => Promise.reject(new Error('the server answered 500')),
      'The sign-in failed before Latchkey was asked: the server answered 500',
    ],
    [
      'when a callback hangs before the ceremony',
      hang,
      'The sign-in did not end within 15000 ms, and Latchkey was not asked.',
    ],
  ])('%s', async (_, later, reason) => {
    const server = simpleServer()
    const card = await run({
      ...server,
      authenticationOptions: laterInstead(server.authenticationOptions, later),
    })

    expect(outcomesOf(card).slice(2)).toEqual([
      ['fault/challenge-wrong/create', 'refused', false, null],
      ['fault/challenge-wrong/get', 'not tried', false, reason],
    ])
  })

  it('when the relying party says nothing after the fault', async () => {
    const server = simpleServer()
    const verifyAuthentication = laterInstead(server.verifyAuthentication, hang)
    const card = await run({ ...server, verifyAuthentication })

    expect(outcomesOf(card)[3]).toEqual([
      'fault/challenge-wrong/get',
      'not tried',
      false,
      'The sign-in did not end within 15000 ms after the answer, so it is not known whether the answer was accepted.',
    ])
  })

  it('when a genuine registration before a fault is refused', async () => {
    const server = simpleServer()
    let calls = 0
    const verifyRegistration: ServerCallbacks['verifyRegistration'] = (response, account) =>
      ++calls === 1 ? server.verifyRegistration(response, account) : { accepted: false }
    const card = await run({ ...server, verifyRegistration })

    expect(outcomesOf(card)[3]).toEqual([
      'fault/challenge-wrong/get',
      'not tried',
      false,
      'A genuine ceremony before this one failed: it was refused: without a word',
    ])
  })
})

function pick(server: ServerCallbacks) {
  const { verifyRegistration, authenticationOptions, verifyAuthentication } = server
  return { verifyRegistration, authenticationOptions, verifyAuthentication }
}
