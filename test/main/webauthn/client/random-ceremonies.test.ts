/** Random ceremonies with random authenticators. Two relying parties verify each answer. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import type { AuthenticatorDescription } from '../../../../src/main/webauthn/authenticator/description'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import { WebAuthnError } from '../../../../src/main/webauthn/errors'
import { rootAuthority } from '../../../support/attestation'
import { trustRoot } from '../../../support/attestation-judge'
import { FUZZ_TIMEOUT_MS, fuzz } from '../../../support/fuzz'
import { judgeAssertion, judgeRegistration, type Judged } from '../../../support/judges'
import type { MemoryPasskeys } from '../../../support/passkeys'
import { randomAuthenticator } from '../../../support/random-authenticator'
import { randomCreation, randomMediation, randomRequest } from '../../../support/random-options'
import { requester } from '../../../support/webauthn-options'
import { decline, seededRandom, webauthnPorts, type Answer } from '../../../support/webauthn-ports'

const rsa = await ALGORITHMS.get(-257)!.newPrivateKey({ bytes: (n) => new Uint8Array(n) })
/** Generating an RSA key takes a random time, so every ceremony uses the same key. */
const algorithms = new Map(ALGORITHMS).set(-257, {
  ...ALGORITHMS.get(-257)!,
  newPrivateKey: async () => rsa.slice(),
})

const authority = rootAuthority(seededRandom('judged'))
beforeAll(async () => trustRoot(await authority.rootCertificate()))

const anyAccount: Answer = ({ accounts }) => {
  const account = accounts.at(-1)
  return { given: true, answeredBy: 'script', ...(account && { accountId: account.id }) }
}

const page = fc.record({
  origin: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('https://example.org', 'https://a.example.org') },
    { weight: 1, arbitrary: fc.constantFrom('https://[::1]', 'http://localhost:8080') },
  ),
  crossOrigin: fc.boolean(),
  topOrigin: fc.constantFrom(null, 'https://example.com'),
})
const answer = fc.oneof(
  { weight: 9, arbitrary: fc.constant(anyAccount) },
  { weight: 1, arbitrary: fc.constant(decline) },
)
/** Placeholders for credential ids in the options, because the ids are unknown before the run. */
const PLACES = ['$0', '$1', '$2']
const ceremony = fc.record({
  page,
  mediation: randomMediation,
  create: fc.boolean(),
  creation: randomCreation(PLACES),
  request: randomRequest(PLACES),
  answer,
})

/** The errors that §5.1.3, §5.1.4 and the sections of the extensions allow. */
const NAMES = {
  create: [
    ...['ConstraintError', 'InvalidStateError', 'NotAllowedError', 'NotSupportedError'],
    ...['SecurityError', 'TypeError'],
  ],
  get: ['NotAllowedError', 'NotSupportedError', 'SecurityError', 'SyntaxError', 'TypeError'],
}

const NEVER = new AbortController().signal
const count = { tried: 0, succeeded: 0 }

it(
  'every ceremony ends with an answer that relying parties accept, or an error of the specification',
  { timeout: FUZZ_TIMEOUT_MS },
  async () => {
    const ceremonies = fc.array(ceremony, { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(randomAuthenticator, ceremonies, fc.boolean(), runAll),
      fuzz(250),
    )
    // Without enough successes, the property would test only refusals.
    expect(count.succeeded / count.tried).toBeGreaterThan(0.1)
  },
)

type Tried = typeof ceremony extends fc.Arbitrary<infer T> ? T : never

async function runAll(
  authenticator: AuthenticatorDescription,
  ceremonies: readonly Tried[],
  signedInLately: boolean,
): Promise<void> {
  let answer: Answer = anyAccount
  const world = webauthnPorts({
    authenticator,
    algorithms,
    authority,
    signedInLately,
    answer: (...asked) => answer(...asked),
  })
  const client = new WebAuthnClient(world.ports)
  const known = new Map<string, Judged>()
  for (const [i, tried] of ceremonies.entries()) {
    answer = tried.answer
    await run(client, known, authenticator, tried)
    expect(world.reports).toHaveLength(i + 1)
  }
  expectInvariants(world.store, authenticator, known.size)
}

async function run(
  client: WebAuthnClient,
  known: Map<string, Judged>,
  authenticator: AuthenticatorDescription,
  { create, creation, request, page, mediation }: Tried,
): Promise<void> {
  count.tried++
  const options = withIds(create ? creation : request, [...known.keys()])
  const asked = { requester: requester(page), options, mediation, signal: NEVER }
  const context = { authenticator, options, mediation, page }
  if (create) {
    const response = await client.create(asked).catch(refused('create'))
    if (!response) return
    const judged = await judgeRegistration(response, context)
    expect(known.has(judged.id)).toBe(false)
    known.set(judged.id, judged)
  } else {
    const response = await client.get(asked).catch(refused('get'))
    if (!response) return
    known.set(response.id, await judgeAssertion(response, known.get(response.id)!, context))
  }
  count.succeeded++
}

/** One discoverable passkey for each account at most, no passkey beyond the limit, and no lost passkey. */
function expectInvariants(
  store: MemoryPasskeys,
  { limits }: AuthenticatorDescription,
  made: number,
): void {
  const discoverable = store.list().filter((passkey) => passkey.discoverable)
  const accounts = discoverable.map(({ rpId, userHandle }) => `${rpId} ${userHandle.join()}`)
  expect(new Set(accounts).size).toBe(accounts.length)
  expect(discoverable.length).toBeLessThanOrEqual(limits.passkeys ?? Infinity)
  expect(store.list().length + store.trash.length).toBe(made)
}

function refused(kind: 'create' | 'get') {
  return (error: unknown): null => {
    expect(error).toBeInstanceOf(WebAuthnError)
    expect(NAMES[kind]).toContain((error as WebAuthnError).name)
    return null
  }
}

/** Replaces the placeholders with the credential ids that exist so far. */
function withIds<T>(options: T, ids: readonly string[]): T {
  const text = JSON.stringify(options, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? undefined : value,
  )
  return JSON.parse(text.replace(/\$([0-2])/g, (_, place) => ids[Number(place)] ?? 'AQID')) as T
}
