/** A session of the automation whose answers get faults. It has no page, and only its time is fake. */
import { randomUUID, createPublicKey, createPrivateKey } from 'node:crypto'
import {
  describeConfiguration,
  parseConfiguration,
} from '../../src/main/automation/webdriver/authenticator-configuration'
import type { CredentialStore } from '../../src/main/automation/ports'
import { AutomationSession } from '../../src/main/automation-session/automation-session'
import { systemRandom } from '../../src/main/platform/random'
import { THIS_COMPUTER } from '../../src/main/platform/reach'
import type { Requester } from '../../src/main/webauthn/client/ports'
import type { FaultId } from '../../src/shared/fault'
import type { FaultOutcome } from '../../src/shared/fault-outcome'
import type { AutomationEvent } from '../../src/shared/session-event'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../src/shared/webauthn-json'
import { FakeClock } from './fake-clock'
import { servingNothing } from './related-origins'
import { rootIn, StrictRelyingParty, type Wanted } from './strict-relying-party'
import type { Registered } from './strict-verifier'

type Response = RegistrationResponseJson | AuthenticationResponseJson

/** The answer of a ceremony, and how long it took. */
export interface Answer<T extends Response> {
  /** The options that the relying party sent. */
  readonly options: object
  readonly response: T
  readonly ageMs: number
  readonly fault: FaultOutcome | null
}

const STEP_MS = 30_000
const silent = () => undefined

/**
 * An authenticator with everything that a fault may need: a counter, a synced passkey, extensions, and every attestation
 * format.
 */
const AUTHENTICATOR = {
  protocol: 'ctap2_1',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  defaultBackupEligibility: true,
  defaultBackupState: true,
  extensions: ['credBlob', 'largeBlob', 'prf'],
}

export class FaultySession {
  readonly relyingParty: StrictRelyingParty
  readonly #clock: FakeClock
  readonly #session: AutomationSession
  readonly #store: CredentialStore
  readonly #events: readonly AutomationEvent[]
  readonly #requester: Requester

  private constructor(
    session: AutomationSession,
    store: CredentialStore,
    events: readonly AutomationEvent[],
    clock: FakeClock,
    requester: Requester,
  ) {
    this.#session = session
    this.#store = store
    this.#events = events
    this.#clock = clock
    this.#requester = requester
    this.relyingParty = new StrictRelyingParty(requester, () => clock.now())
  }

  static async open(requester: Partial<Requester> = {}): Promise<FaultySession> {
    const page = {
      origin: 'https://example.org',
      crossOrigin: false,
      topOrigin: null,
      ...requester,
    }
    const clock = new FakeClock()
    const events: AutomationEvent[] = []
    const session = await AutomationSession.open(
      {
        version: '1.2.3',
        uid: undefined,
        clock,
        random: systemRandom,
        newId: randomUUID,
        peers: { uidOf: async () => undefined },
        reach: THIS_COMPUTER,
        relatedOrigins: servingNothing,
        log: { info: silent, warn: silent, error: silent },
        sessionScript: '',
      },
      (event) => void events.push(event),
    )
    const description = describeConfiguration(parseConfiguration(AUTHENTICATOR))
    const store = await session.plugIn('authenticator', {
      describe: () => description,
      isUserConsenting: () => true,
      onChange: silent,
    })
    return new FaultySession(session, store, events, clock, page)
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  arm(fault: FaultId): void {
    this.#session.faults.arm(fault, 1, null)
  }

  async create(wanted: Wanted = {}): Promise<Answer<RegistrationResponseJson>> {
    const options = this.relyingParty.creationOptions(wanted)
    const work = this.#session.ceremonies.create(this.#ceremony(options), this.#never)
    return this.#answer(options, work)
  }

  async get(wanted: Wanted = {}): Promise<Answer<AuthenticationResponseJson>> {
    const options = this.relyingParty.requestOptions(wanted)
    return this.#answer(options, this.#get(options))
  }

  async #get(options: object): Promise<AuthenticationResponseJson> {
    const response = await this.#session.ceremonies.get(this.#ceremony(options), this.#never)
    if (!response) throw new Error('only a silent get() has no response')
    return response
  }

  /** The relying party trusts Latchkey's root from now on. */
  async trustRoot(): Promise<void> {
    const { response } = await this.create({
      attestation: 'direct',
      attestationFormats: ['android-key'],
    })
    this.relyingParty.roots = [rootIn(response)]
  }

  /** The newest passkey as a relying party would know it, read from the vault and not from an answer. */
  newest(): { readonly record: Registered; readonly userHandle: string } {
    const passkey = this.#store.list().at(-1)
    if (!passkey) throw new Error('the vault has no passkey')
    const key = Buffer.from(this.#store.privateKey(passkey.credentialId))
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    return {
      record: {
        id: Buffer.from(passkey.credentialId).toString('base64url'),
        publicKey: createPublicKey(privateKey),
        alg: passkey.algorithm,
        flags: { up: true, uv: true, be: passkey.backupEligible, bs: passkey.backedUp },
        signCount: passkey.signCount ?? 0,
        aaguid: Buffer.alloc(16),
        fmt: 'none',
      },
      userHandle: Buffer.from(passkey.userHandle).toString('base64url'),
    }
  }

  /** Milliseconds since the Unix epoch. */
  get now(): number {
    return this.#clock.now()
  }

  get passkeys(): number {
    return this.#store.list().length
  }

  #ceremony(options: object) {
    return { requester: this.#requester, options, mediation: undefined }
  }

  get #never(): AbortSignal {
    return new AbortController().signal
  }

  /** Moves the clock only while an answer is held back. */
  async #answer<T extends Response>(options: object, work: Promise<T>): Promise<Answer<T>> {
    const start = this.#clock.monotonic()
    const armed = this.#session.faults.list().length
    const turn = () => new Promise((resolve) => setImmediate(resolve, turn))
    while ((await Promise.race([work.catch(silent), turn()])) === turn)
      if (this.#session.faults.list().length < armed) this.#clock.advance(STEP_MS)
    const response = await work
    await this.#session.signalsApplied()
    const finished = this.#events.findLast(({ type }) => type === 'ceremonyFinished')
    const fault = finished?.type === 'ceremonyFinished' ? finished.fault : null
    return {
      options,
      // As a page sends it to its server.
      response: JSON.parse(JSON.stringify(response)) as T,
      ageMs: this.#clock.monotonic() - start,
      fault,
    }
  }
}
