import { describe, expect, it } from 'vitest'
import { readRecordedCalls } from '../../../src/inspect/lint/recorded-calls'
import { create, get, PASSKEY, signal } from '../../support/page-calls'

const options = { challenge: 'AQID' }
const ORIGIN = 'https://example.org'

describe('a list', () => {
  it('of events has the ceremonies that finished, with the mediation that they started with', () => {
    const about = { ceremonyId: '1', ceremony: 'get', origin: ORIGIN }
    const calls = readRecordedCalls([
      { seq: 1, at: 1, type: 'ceremonyStarted', ...about, mediation: 'conditional' },
      { seq: 2, at: 2, type: 'passkeyChanged', passkeyId: PASSKEY },
      {
        ...{ seq: 3, at: 3, type: 'ceremonyFinished', ...about, outcome: 'done', error: null },
        ...{ options, response: { id: PASSKEY, response: { userHandle: 'AQ' } } },
      },
    ])

    expect(calls).toEqual([
      {
        ...{ kind: 'get', origin: ORIGIN, at: 3, mediation: 'conditional', hasSignal: null },
        ...{ outcome: 'done', error: null, options },
        credential: { id: PASSKEY, userHandle: 'AQ', transports: null },
      },
    ])
  })

  it('may leave out unknown members', () => {
    const [call] = readRecordedCalls([
      { kind: 'get', origin: ORIGIN, options: { publicKey: options } },
    ])

    expect(call).toMatchObject({ options, outcome: 'unknown', at: null, hasSignal: null })
  })

  it('may leave the origin to the command', () => {
    expect(readRecordedCalls([{ kind: 'get', options }], { origin: ORIGIN })).toMatchObject([
      { origin: ORIGIN },
    ])
  })
})

describe('the options of one call by themselves', () => {
  it.each([
    ['a registration', create().options, { kind: 'create', origin: null }],
    ['a sign-in', get().options, { kind: 'get', origin: null }],
    ['a case of an unknown page', { kind: 'get', origin: null, options }, { origin: null }],
    ['a call without a page', { kind: 'get', options }, { kind: 'get', origin: null }],
    [
      'the argument of get()',
      { publicKey: options, mediation: 'conditional' },
      { kind: 'get', options, mediation: 'conditional' },
    ],
    ['a call', { kind: 'get', origin: ORIGIN, options }, { kind: 'get', origin: ORIGIN }],
    [
      'a list of passkeys',
      signal('allAcceptedCredentials').options,
      { signal: 'allAcceptedCredentials' },
    ],
    ['an unknown passkey', signal('unknownCredential').options, { signal: 'unknownCredential' }],
    ['names', signal('currentUserDetails').options, { signal: 'currentUserDetails' }],
  ])('are %s', (_, json, expected) => {
    expect(readRecordedCalls(json)).toMatchObject([expected])
  })

  it('are of the page and the kind that the command says', () => {
    const said = { kind: 'create', origin: 'http://localhost:8080' } as const

    expect(readRecordedCalls({}, said)).toMatchObject([said])
  })
})

describe('a file that is wrong', () => {
  const call = { kind: 'get', origin: ORIGIN, options }

  it.each([
    [
      'nothing of ours',
      {},
      'The file has neither a list of calls nor the options of one. Give the JSON that a server sends to create() or get(), or a list of calls: docs/lint.md.',
    ],
    [
      'text',
      'get',
      'The file has neither a list of calls nor the options of one. Give the JSON that a server sends to create() or get(), or a list of calls: docs/lint.md.',
    ],
    ['a list of numbers', [7], 'Call 1: the member kind is missing.'],
    [
      'an unknown kind',
      [call, { ...call, kind: 'store' }],
      'Call 2: the member kind is not create, get or signal.',
    ],
    ['no origin', [{ kind: 'get', options }], 'Call 1: the member origin is missing.'],
    [
      'a path in the origin',
      [{ ...call, origin: `${ORIGIN}/login` }],
      'Call 1: the member origin is not an origin, such as https://example.org.',
    ],
    ['no options', [{ kind: 'get', origin: ORIGIN }], 'Call 1: the member options is missing.'],
    [
      'a list as the options',
      [{ ...call, options: [] }],
      'Call 1: the member options is not a JSON object.',
    ],
    [
      'an unknown signal',
      [{ ...call, kind: 'signal', signal: 'all' }],
      'Call 1: the member signal is not unknownCredential, allAcceptedCredentials, currentUserDetails.',
    ],
    [
      'no signal',
      [{ ...call, kind: 'signal' }],
      'Call 1: the member signal is missing, which says which signal it is.',
    ],
    [
      'an unknown outcome',
      [{ ...call, outcome: 'good' }],
      'Call 1: the member outcome is not pending, done, refused or unknown.',
    ],
    ['a time as text', [{ ...call, at: 'noon' }], 'Call 1: the member at is not a number.'],
    [
      'too much',
      Array.from({ length: 10_001 }, () => call),
      'The list has more than 10000 entries.',
    ],
  ])('because of %s says so', (_, json, message) => {
    expect(() => readRecordedCalls(json)).toThrow(new RangeError(message))
  })
})
