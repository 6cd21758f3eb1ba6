/** Bad input and the error that the page receives, one row each. error-order.test.ts covers two faults at once. */
import { describe, expect, it } from 'vitest'
import { create } from '../../../../src/main/webauthn/client/create'
import { get } from '../../../../src/main/webauthn/client/get'
import { SignalEngine } from '../../../../src/main/signals/engine'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import type { ReceivedSignal } from '../../../../src/main/webauthn/client/ports'
import { passkey } from '../../../support/passkeys'
import {
  assertionRequest,
  base64url,
  creation,
  descriptor,
  requester,
} from '../../../support/webauthn-options'
import { meanwhile, nobody, webauthnPorts, type Answer } from '../../../support/webauthn-ports'

type Options = Readonly<Record<string, unknown>>
type Outcome = string | null

const kept = passkey({ userHandle: Uint8Array.of(1) })
const user = (fields: object) => ({ id: 'AQ', name: 'ada', displayName: 'Ada', ...fields })
const many = (length: number, id = Uint8Array.of(9)) => Array.from({ length }, () => descriptor(id))

const world = (answer?: Answer) => webauthnPorts({ passkeys: [kept], ...(answer && { answer }) })

/** The name of the error, or null for a credential. */
const ofCreate = (options: Options, origin = 'https://example.org'): Promise<Outcome> =>
  nameOf(create(creation(options, { requester: requester({ origin }) }), world().ports))
const ofGet = (options: Options, origin = 'https://example.org'): Promise<Outcome> =>
  nameOf(get(assertionRequest(options, { requester: requester({ origin }) }), world().ports))

const nameOf = (ended: Promise<unknown>): Promise<Outcome> =>
  ended.then(
    () => null,
    (error: unknown) => (error as Error).name,
  )

describe('an RP ID', () => {
  it.each<[string, string, string, Outcome]>([
    ['the page’s own host', 'https://example.org', 'example.org', null],
    ['a wider domain', 'https://a.example.org', 'example.org', null],
    ['a narrower domain', 'https://example.org', 'a.example.org', 'SecurityError'],
    ['not a suffix', 'https://example.org', 'example.com', 'SecurityError'],
    ['a suffix without its dot', 'https://notexample.org', 'example.org', 'SecurityError'],
    ['a public suffix', 'https://example.com', 'com', 'SecurityError'],
    ['a private public suffix', 'https://a.github.io', 'github.io', 'SecurityError'],
    ['an IP address', 'https://127.0.0.1', '127.0.0.1', 'SecurityError'],
    ['empty', 'https://example.org', '', 'SecurityError'],
    ['with a trailing dot', 'https://example.org', 'example.org.', 'SecurityError'],
    ['in upper case', 'https://example.org', 'EXAMPLE.ORG', 'SecurityError'],
    ['Unicode for punycode', 'https://xn--bcher-kva.example', 'bücher.example', 'SecurityError'],
    ['punycode', 'https://xn--bcher-kva.example', 'xn--bcher-kva.example', null],
  ])('that is %s: for the origin %s, %s ends with %s', async (_what, origin, rpId, outcome) => {
    expect(await ofCreate({ rp: { id: rpId, name: '' } }, origin)).toBe(outcome)
    if (outcome !== null) expect(await ofGet({ rpId }, origin)).toBe(outcome)
  })
})

describe('a challenge', () => {
  it.each<[string, unknown, Outcome]>([
    ['missing', undefined, 'TypeError'],
    ['that is not base64url', 'AQ==', 'TypeError'],
    ['empty', '', null],
    ['of 1 MB', base64url(new Uint8Array(1_000_000)), null],
  ])('%s', async (_what, challenge, outcome) => {
    expect(await ofCreate({ challenge })).toBe(outcome)
    expect(await ofGet({ challenge })).toBe(outcome)
  })
})

it.each([
  [0, 'TypeError'],
  [1, null],
  [64, null],
  [65, 'TypeError'],
])('a user id of %d bytes ends with %s', async (length, outcome) => {
  expect(await ofCreate({ user: user({ id: base64url(new Uint8Array(length)) }) })).toBe(outcome)
})

it.each<[string, string, string]>([
  ['NUL', 'a\0b', 'a\0b'],
  ['a text direction', '\u202Egro.elpmaxe', '\u202Egro.elpmaxe'],
  ['emoji', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
  ['64 KiB', 'x'.repeat(65_536), 'x'.repeat(65_536)],
  ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
])('a name with %s is kept, and offered as text', async (_what, name, shown) => {
  const { ports, asked } = webauthnPorts()
  await create(creation({ user: user({ name, displayName: name }) }), ports)
  await get(assertionRequest(), ports)

  expect(asked[0]).toMatchObject({ userName: shown, userDisplayName: shown })
  expect(asked[1]?.accounts).toMatchObject([{ userName: shown, userDisplayName: shown }])
})

it.each<[string, unknown, Outcome]>([
  ['that are empty', [], null],
  ['with only unknown types', [{ type: 'x', alg: -7 }], 'NotSupportedError'],
  ['with only unknown algorithms', [{ type: 'public-key', alg: 1 }], 'NotAllowedError'],
  ['with duplicates', Array(3).fill({ type: 'public-key', alg: -7 }), null],
  ['that are missing', undefined, 'TypeError'],
])(
  'create() with pubKeyCredParams %s has the specified outcome',
  async (_what, pubKeyCredParams, outcome) => {
    expect(await ofCreate({ pubKeyCredParams })).toBe(outcome)
  },
)

describe('a list of credentials', () => {
  const id = kept.credentialId
  it.each<[string, unknown[], Outcome, Outcome]>([
    ['that is empty', [], null, null],
    ['of 1024', [...many(1023), descriptor(id)], 'InvalidStateError', null],
    ['of 1025', many(1025), 'TypeError', 'TypeError'],
    ['with an id twice', [descriptor(id), descriptor(id)], 'InvalidStateError', null],
    ['of another type', [descriptor(id, 'x')], null, 'NotAllowedError'],
    ['with ids of 1024 bytes', many(1, new Uint8Array(1024)), null, 'NotAllowedError'],
  ])('%s', async (_what, list, excluded, allowed) => {
    expect(await ofCreate({ excludeCredentials: list })).toBe(excluded)
    expect(await ofGet({ allowCredentials: list })).toBe(allowed)
  })
})

it.each([
  [0, 300_000],
  [-1, 300_000],
  [1e12, 600_000],
])('a time-out of %d becomes one of %d milliseconds', async (timeout, ms) => {
  const timers: number[] = []
  const { ports } = world()
  const watched = {
    ...ports,
    after: (after: number) => {
      timers.push(after)
      return () => undefined
    },
  }
  await nameOf(create(creation({ timeout }), watched))
  await nameOf(get(assertionRequest({ timeout }), watched))

  expect(timers).toEqual([ms, ms])
})

describe('an abort', () => {
  const reason = new Error('mine')
  const calls = [
    (signal: AbortSignal, answer?: Answer) => create(creation({}, { signal }), world(answer).ports),
    (signal: AbortSignal, answer?: Answer) =>
      get(assertionRequest({}, { signal }), world(answer).ports),
  ]

  it('before the call rejects the call with its reason', async () => {
    for (const call of calls) await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  it('during the question rejects the call with its reason', async () => {
    for (const call of calls) {
      const page = new AbortController()
      const answer = meanwhile(() => queueMicrotask(() => page.abort(reason)), nobody)
      await expect(call(page.signal, answer)).rejects.toBe(reason)
    }
  })

  it('after the answer, and before anything is written, rejects the call with its reason', async () => {
    for (const call of calls) {
      const page = new AbortController()
      const answer = meanwhile(() => page.abort(reason))
      await expect(call(page.signal, answer)).rejects.toBe(reason)
    }
  })
})

it('unknown extensions leave no trace', async () => {
  const extensions = { unknown: { deep: [1] }, uvm: true, 'x\0': null }
  const created = await create(creation({ extensions }), world().ports)
  const got = await get(assertionRequest({ extensions }), world().ports)

  expect(created.response.clientExtensionResults).toEqual({})
  expect(got.response.clientExtensionResults).toEqual({})
})

it.each([5, 'x', null])('extensions that are %j end with TypeError', async (extensions) => {
  expect(await ofCreate({ extensions })).toBe('TypeError')
  expect(await ofGet({ extensions })).toBe('TypeError')
})

describe('signalAllAcceptedCredentials', () => {
  const signal = async (options: object) => {
    const { ports, store } = world()
    const signals = new SignalEngine({
      store,
      policies: { of: () => 'spec' },
      report: ports.report,
      newId: () => 'entry',
      now: ports.now,
    })
    const received: Promise<void>[] = []
    const receive = (one: ReceivedSignal) => {
      const done = signals.receive(one).then(() => undefined)
      received.push(done)
      return done
    }
    const client = new WebAuthnClient({ ...ports, signals: { receive, applied: () => undefined } })
    const outcome = await nameOf(
      client.signal(requester(), 'allAcceptedCredentials', options, 'now'),
    )
    await new Promise(setImmediate)
    await Promise.all(received)
    return { outcome, store }
  }
  const ids = { rpId: 'example.org', userId: base64url(kept.userHandle) }

  it('with an empty list hides the passkey, and does not delete it', async () => {
    const { outcome, store } = await signal({ ...ids, allAcceptedCredentialIds: [] })

    expect(outcome).toBeNull()
    expect(store.list()).toMatchObject([{ credentialId: kept.credentialId, hidden: {} }])
    expect(store.trash).toEqual([])
  })

  it.each<[string, object, Outcome]>([
    ['a foreign RP ID', { rpId: 'example.com', allAcceptedCredentialIds: [] }, 'SecurityError'],
    ['a malformed id', { allAcceptedCredentialIds: ['AQ=='] }, 'TypeError'],
    ['no list', {}, 'TypeError'],
  ])('with %s is rejected, and changes no passkey', async (_what, fields, name) => {
    const { outcome, store } = await signal({ ...ids, ...fields })

    expect(outcome).toBe(name)
    expect(store.list()).toEqual([kept])
  })
})
