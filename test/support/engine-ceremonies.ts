/**
 * Ceremonies of Latchkey's own engine as the record keeps them, for the preview of the window: each attestation format, each
 * family of algorithms, and each step at which a ceremony can fail.
 */
import { lint } from '../../src/inspect/lint/lint'
import type { ActivityRecord } from '../../src/main/activity/activity-record'
import { ALGORITHMS } from '../../src/main/webauthn/authenticator/algorithms/algorithms'
import { DEFAULT_BEHAVIOUR } from '../../src/main/webauthn/authenticator/behaviour'
import {
  LONGEST_CREDENTIAL_ID,
  type AttestationFormat,
  type AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import type { CreateRequest } from '../../src/main/webauthn/client/checked-creation'
import type { GetRequest } from '../../src/main/webauthn/client/checked-request'
import { WebAuthnClient } from '../../src/main/webauthn/client/client'
import { ArmedFaults } from '../../src/main/webauthn/faults/armed-faults'
import type { FaultId } from '../../src/shared/fault'
import type {
  EngineCeremonies,
  EngineCeremony,
  EngineCeremonyId,
} from '../renderer/preview/engine-ceremony-ids'
import { passkey } from './passkeys'
import { recordInMemory } from './record-in-memory'
import { safetyNet } from './safetynet'
import { assertionRequest, base64url, creation, descriptor, requester } from './webauthn-options'
import { approve, decline, nobody, webauthnPorts, type Answer } from './webauthn-ports'

type World = Omit<NonNullable<Parameters<typeof webauthnPorts>[0]>, 'answer'>

/** How long the user takes to answer, in milliseconds. */
const THINKS_FOR = 3480
/** How long the engine takes from one step to the next, in milliseconds. */
const STEP_TAKES = 0.9

const NOON = Date.UTC(2026, 10, 30, 12)

/** A client whose ceremonies go into a record. */
class Engine {
  readonly timers
  readonly faults = new ArmedFaults()
  answer: Answer = approve
  /** Whether the signals that came before a ceremony are never applied. */
  isSignalling = false
  readonly #client: WebAuthnClient
  readonly #record: ActivityRecord
  #elapsed = 0
  #asked: CreateRequest | GetRequest | null = null

  constructor(world: World = {}) {
    const { ports, timers } = webauthnPorts({ now: () => NOON, ...world, answer: this.#answered })
    this.timers = timers
    this.#record = recordInMemory(NOON)
    this.#client = new WebAuthnClient({
      ...ports,
      faults: this.faults,
      report: this.#record.reportLater,
      monotonic: () => (this.#elapsed += STEP_TAKES),
      findings: () => this.#findings(),
      signals: {
        ...ports.signals,
        applied: () => (this.isSignalling ? new Promise(() => undefined) : undefined),
      },
    })
  }

  create(options: object = {}, fields: Partial<CreateRequest> = {}): Promise<EngineCeremony> {
    const request = creation({ ...options }, fields)
    return this.#kept(request, () => this.#client.create(request))
  }

  get(options: object = {}, fields: Partial<GetRequest> = {}): Promise<EngineCeremony> {
    const request = assertionRequest({ ...options }, fields)
    return this.#kept(request, () => this.#client.get(request))
  }

  readonly #answered: Answer = (question, signal) => {
    this.#elapsed += THINKS_FOR
    return this.answer(question, signal)
  }

  async #kept(
    request: CreateRequest | GetRequest,
    run: () => Promise<unknown>,
  ): Promise<EngineCeremony> {
    this.#asked = request
    // The record says why a ceremony was refused.
    await run().catch(() => undefined)
    const [entry] = this.#record.list()
    const detail = entry && this.#record.detail(entry.id)
    if (!entry || !detail) throw new Error('the record did not keep the ceremony')
    return { entry, detail }
  }

  #findings() {
    if (!this.#asked) return []
    const { mediation = null, options, requester } = this.#asked
    return lint({
      kind: isCreation(options) ? 'create' : 'get',
      ...{ origin: requester.origin, mediation, options, hasSignal: null, credential: null },
      ...{ at: NOON, outcome: 'pending', error: null },
    })
  }
}

function isCreation(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'rp' in options
}

/** Options that a relying party with care sends. */
const CAREFUL = {
  rp: { id: 'example.org', name: 'Example' },
  challenge: base64url(Uint8Array.from({ length: 32 }, (_, at) => (at * 37) % 251)),
  user: {
    id: base64url(Uint8Array.from({ length: 16 }, (_, at) => (at * 91) % 253)),
    name: 'ada@example.org',
    displayName: 'Ada Lovelace',
  },
  pubKeyCredParams: params(-7, -257),
  authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
} as const
/** Options in which the lint finds faults. */
const MISTAKEN = {
  ...CAREFUL,
  challenge: base64url('too few'),
  user: { ...CAREFUL.user, id: base64url('ada@example.org'), displayName: '' },
  pubKeyCredParams: params(-257, -7),
  authenticatorSelection: { residentKey: 'discouraged', requireResidentKey: true },
  attestation: 'direct',
  timeout: 20_000,
}

/** A sign-in by such a relying party. */
const SIGN_IN = {
  challenge: CAREFUL.challenge,
  rpId: 'example.org',
  userVerification: 'preferred',
} as const

function params(...algorithms: readonly number[]) {
  return algorithms.map((alg) => ({ type: 'public-key', alg }))
}

function byFormat(
  format: AttestationFormat,
  authenticator: Partial<AuthenticatorDescription> = {},
): Promise<EngineCeremony> {
  const attestationFormats = [format]
  const engine = new Engine({ authenticator: { attestationFormats, ...authenticator } })
  return engine.create({ ...CAREFUL, attestation: 'direct', attestationFormats })
}

/** Latchkey makes no such statement: its place is taken in a registration of the engine. */
async function bySafetyNet(): Promise<EngineCeremony> {
  const { entry, detail } = await new Engine().create({
    ...CAREFUL,
    attestation: 'direct',
    attestationFormats: ['android-safetynet'],
  })
  const service = await safetyNet()
  // Cast: a registration of the engine has these members.
  const registration = detail.response as Parameters<typeof service.attest>[0]
  const response = await service.attest(registration, (nonce) => ({
    nonce,
    timestampMs: NOON,
    apkPackageName: 'com.google.android.gms',
    ctsProfileMatch: true,
    basicIntegrity: true,
  }))
  return { entry, detail: { ...detail, response } }
}

/** A registration and a sign-in. */
async function byAlgorithm(name: string) {
  const [alg] = [...ALGORITHMS.values()].filter((one) => one.name === name).map(({ id }) => id)
  if (alg === undefined) throw new Error(`there is no algorithm ${name}`)
  const engine = new Engine()
  const made = await engine.create({
    ...CAREFUL,
    attestation: 'direct',
    attestationFormats: ['packed'],
    pubKeyCredParams: params(alg, -7, -257),
  })
  return { made, used: await engine.get(SIGN_IN) }
}

async function withExtensions() {
  const engine = new Engine()
  const salt = base64url(new Uint8Array(32).fill(7))
  const made = await engine.create({
    ...CAREFUL,
    extensions: {
      credProps: true,
      prf: { eval: { first: salt } },
      largeBlob: { support: 'required' },
      credBlob: base64url('kept'),
      minPinLength: true,
      credentialProtectionPolicy: 'userVerificationRequired',
      enforceCredentialProtectionPolicy: true,
    },
  })
  const used = await engine.get({
    ...SIGN_IN,
    userVerification: 'required',
    extensions: { prf: { eval: { first: salt, second: salt } }, getCredBlob: true },
  })
  return { made, used }
}

async function faulty(id: FaultId): Promise<EngineCeremony> {
  const engine = new Engine()
  engine.faults.arm(id, 1, null)
  return engine.create({ ...CAREFUL, attestation: 'direct' })
}

const kept = passkey({ credentialId: Uint8Array.of(7), userHandle: Uint8Array.of(1) })
const elsewhere = requester({ origin: 'https://login.example.com' })
const byAddress = requester({ origin: 'http://127.0.0.1:8080' })

/** A ceremony that the page ends while `engine` works. */
function aborted(
  run: (engine: Engine, signal: AbortSignal) => Promise<EngineCeremony>,
  engine: Engine,
) {
  const page = new AbortController()
  const ending = run(engine, page.signal)
  setImmediate(() => page.abort(new DOMException('the page aborted the request', 'AbortError')))
  return ending
}

async function timedOut(): Promise<EngineCeremony> {
  const engine = new Engine()
  engine.answer = nobody
  const ending = engine.create(CAREFUL)
  setImmediate(() => engine.timers.runOut())
  return ending
}

function declined(): Promise<EngineCeremony> {
  const engine = new Engine()
  engine.answer = decline
  return engine.create(CAREFUL)
}

function heldBack(): Promise<EngineCeremony> {
  const engine = new Engine()
  engine.faults.arm('answer-slow', 1, null)
  return aborted((one, signal) => one.create(CAREFUL, { signal }), engine)
}

function whileSignalling(): Promise<EngineCeremony> {
  const engine = new Engine()
  engine.isSignalling = true
  return aborted((one, signal) => one.create(CAREFUL, { signal }), engine)
}

type Refusals = Extract<EngineCeremonyId, `refused-${string}`>

const REFUSED: Readonly<Record<Refusals, () => Promise<EngineCeremony>>> = {
  'refused-received': whileSignalling,
  'refused-parsed': () => new Engine().create({ ...CAREFUL, challenge: 'not base64url!' }),
  'refused-parsed-again': () =>
    new Engine().create({ ...CAREFUL, pubKeyCredParams: [{ type: 'password', alg: -7 }] }),
  'refused-rp-id': () =>
    new Engine().get({ ...SIGN_IN, rpId: '127.0.0.1' }, { requester: byAddress }),
  'refused-related-origins': () => new Engine().get(SIGN_IN, { requester: elsewhere }),
  'refused-authenticators': () =>
    new Engine().create({
      ...CAREFUL,
      authenticatorSelection: { authenticatorAttachment: 'cross-platform' },
    }),
  'refused-no-passkey': () => new Engine().get(SIGN_IN),
  'refused-upgrade': () => new Engine().create(CAREFUL, { mediation: 'conditional' }),
  'refused-by-user': declined,
  'refused-time-out': timedOut,
  'refused-excluded': () =>
    new Engine({ passkeys: [kept] }).create({
      ...CAREFUL,
      excludeCredentials: [descriptor(kept.credentialId)],
    }),
  'refused-unverified': () =>
    new Engine({ authenticator: { userVerification: 'fails' } }).create({
      ...CAREFUL,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    }),
  'refused-fault': heldBack,
}

/** Makes every ceremony that the preview can open. */
export async function engineCeremonies(): Promise<EngineCeremonies> {
  const [es256, eddsa, rs256, mlDsa44, extensions] = await Promise.all([
    byAlgorithm('ES256'),
    byAlgorithm('EdDSA'),
    byAlgorithm('RS256'),
    byAlgorithm('ML-DSA-44'),
    withExtensions(),
  ])
  const made = async (name: string) => (await byAlgorithm(name)).made
  const framed = requester({ crossOrigin: true, topOrigin: 'https://shop.example' })
  const credentialId = { form: 'random', bytes: LONGEST_CREDENTIAL_ID } as const
  const longIds = { behaviour: { ...DEFAULT_BEHAVIOUR, credentialId } }
  return {
    none: await new Engine().create(CAREFUL),
    'packed-self': await byFormat('packed'),
    'packed-x5c': await byFormat('packed', { packedAttestation: 'x5c' }),
    'fido-u2f': await byFormat('fido-u2f'),
    tpm: await byFormat('tpm'),
    'android-key': await byFormat('android-key'),
    'android-safetynet': await bySafetyNet(),
    apple: await byFormat('apple'),
    compound: await byFormat('compound'),
    es384: await made('ES384'),
    es512: await made('ES512'),
    es256k: await made('ES256K'),
    esp256: await made('ESP256'),
    eddsa: eddsa.made,
    ed25519: await made('Ed25519'),
    ed448: await made('Ed448'),
    rs256: rs256.made,
    ps256: await made('PS256'),
    'ml-dsa-44': mlDsa44.made,
    framed: await new Engine().create(CAREFUL, { requester: framed }),
    'long-id': await new Engine({ authenticator: longIds }).create(CAREFUL),
    extensions: extensions.made,
    faulty: await faulty('challenge-wrong'),
    mistaken: await new Engine().create(MISTAKEN),
    'get-es256': es256.used,
    'get-eddsa': eddsa.used,
    'get-rs256': rs256.used,
    'get-ml-dsa-44': mlDsa44.used,
    'get-extensions': extensions.used,
    ...(await refusals()),
  }
}

async function refusals(): Promise<Readonly<Record<Refusals, EngineCeremony>>> {
  const all = Object.entries(REFUSED).map(async ([id, make]) => [id, await make()] as const)
  return Object.fromEntries(await Promise.all(all)) as Record<Refusals, EngineCeremony>
}
