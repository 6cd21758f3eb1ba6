import fc from 'fast-check'
import { expect, it } from 'vitest'
import { signalKinds } from '../../../src/shared/activity'
import type { PageCall } from '../../../src/inspect/lint/page-call'
import { PageHistories } from '../../../src/inspect/lint/page-histories'
import { readRecordedCalls } from '../../../src/inspect/lint/recorded-calls'
import { fuzz, FUZZ_TIMEOUT_MS } from '../../support/fuzz'
import { ADA, NOON, PASSKEY } from '../../support/page-calls'
import { randomCreation, randomMediation, randomRequest } from '../../support/random-options'

const IDS = [PASSKEY, ADA]

const anything = fc.jsonValue({ maxDepth: 4 })

const signalOptions = fc.record(
  {
    rpId: fc.oneof(fc.constantFrom('example.org', ''), anything),
    userId: fc.oneof(fc.constantFrom(...IDS, 'AQ=='), anything),
    credentialId: fc.oneof(fc.constantFrom(...IDS), anything),
    allAcceptedCredentialIds: fc.oneof(fc.array(fc.constantFrom(...IDS, '+')), anything),
    name: anything,
    displayName: fc.oneof(fc.string(), anything),
  },
  { requiredKeys: [] },
)

const fields = {
  origin: fc.constantFrom('https://example.org', 'http://localhost:1', 'https://[::1]', 'null', ''),
  at: fc.constantFrom(null, NOON),
  outcome: fc.constantFrom('pending', 'done', 'refused', 'unknown'),
  error: fc.constantFrom(null, 'SecurityError', 'OperationError'),
} as const

const credential = fc.option(
  fc.record({
    id: fc.constantFrom(...IDS),
    userHandle: fc.constantFrom(null, ...IDS),
    transports: fc.constantFrom(null, [], ['usb']),
  }),
)

const ceremony = {
  ...fields,
  mediation: randomMediation.map((mediation) => mediation ?? null),
  hasSignal: fc.constantFrom(null, true, false),
  credential,
}

const call: fc.Arbitrary<PageCall> = fc.oneof(
  fc.record({
    ...ceremony,
    kind: fc.constant('create'),
    options: fc.oneof(
      { weight: 9, arbitrary: randomCreation(IDS) },
      { weight: 1, arbitrary: anything },
    ),
  }),
  fc.record({
    ...ceremony,
    kind: fc.constant('get'),
    options: fc.oneof(
      { weight: 9, arbitrary: randomRequest(IDS) },
      { weight: 1, arbitrary: anything },
    ),
  }),
  fc.record({
    ...fields,
    kind: fc.constant('signal'),
    signal: fc.constantFrom(...signalKinds),
    options: fc.oneof({ weight: 9, arbitrary: signalOptions }, { weight: 1, arbitrary: anything }),
  }),
) as fc.Arbitrary<PageCall>

it(
  'lints whatever a page says, and shows no challenge',
  () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 8 }), (calls) => {
        const pages = new PageHistories()
        for (const [index, one] of calls.entries()) {
          const key = String(index)
          for (const { value } of [...pages.asked(key, one), ...pages.ended(key, one)]) {
            expect(value.length).toBeLessThan(400)
            for (const challenge of challengesOf(calls)) expect(value).not.toContain(challenge)
          }
        }
      }),
      fuzz(400),
    )
  },
  FUZZ_TIMEOUT_MS,
)

it(
  'reads whatever a file has, or says in a sentence why not',
  () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.array(fc.oneof(call, anything))), (json) => {
        try {
          readRecordedCalls(JSON.parse(JSON.stringify(json)))
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
          expect((error as Error).message).toMatch(/^(Call \d+|The (call|file|list)).*\.$/s)
        }
      }),
      fuzz(400),
    )
  },
  FUZZ_TIMEOUT_MS,
)

it('lints options that are nested more deeply than they can be written', () => {
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown
  const options = { challenge: deep, user: { id: deep }, attestation: deep, hints: [deep] }
  const one = { ...bare, kind: 'create', options } as const

  expect(() => new PageHistories().asked('1', one)).not.toThrow()
})

const bare = {
  origin: 'https://example.org',
  at: null,
  outcome: 'unknown',
  error: null,
  mediation: null,
  hasSignal: null,
  credential: null,
} as const

/** The texts that are long enough to be secrets. */
function challengesOf(calls: readonly PageCall[]): readonly string[] {
  return calls
    .map(({ options }) => (options as { readonly challenge?: unknown } | null)?.challenge)
    .filter((one) => typeof one === 'string' && one.length >= 16)
    .map(String)
}
