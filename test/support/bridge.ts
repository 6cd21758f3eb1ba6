/** A bridge on a free port. Its ports are in memory, and a test reads and controls them. */
import { onTestFinished } from 'vitest'
import { Bridge, type BridgeOptions } from '../../src/main/bridge/bridge'
import type {
  BridgePorts,
  CeremonyRequest,
  Connection,
  Grant,
  PairingPrompt,
} from '../../src/main/bridge/ports'
import type { SignalTiming, Requester } from '../../src/main/webauthn/client/ports'
import type { ActivityReport, SignalKind } from '../../src/shared/activity'
import type { AuthenticatorCapabilities } from '../../src/shared/bridge-messages'
import type { PairingAnswer } from '../../src/shared/pairing'
import type {
  AuthenticationResponseJson,
  CredentialJson,
  RegistrationResponseJson,
} from '../../src/shared/webauthn-json'
import { FakeClock } from './fake-clock'
import { grantForHours } from './grants'
import { systemRandom } from '../../src/main/platform/random'

export const ORIGIN = 'http://localhost:47810'
export const SCRIPT = '/* the page’s script */ void 0'

export const credential: RegistrationResponseJson & AuthenticationResponseJson = {
  id: 'AQID',
  rawId: 'AQID',
  response: {
    clientDataJSON: 'e30',
    authenticatorData: 'AA',
    transports: ['internal'],
    publicKeyAlgorithm: -7,
    attestationObject: 'oA',
    signature: 'AA',
  },
  clientExtensionResults: {},
  type: 'public-key',
}

/** A question that waits for the test to answer it. */
export interface AskedPairing {
  readonly question: Parameters<PairingPrompt['ask']>[0]
  readonly signal: AbortSignal
  readonly manner: Parameters<PairingPrompt['ask']>[2]
  answer(answer: PairingAnswer): void
}

/** A question about a page that has lost its grant. */
export interface AskedPairingAgain {
  readonly question: Parameters<PairingPrompt['askAgain']>[0]
  readonly signal: AbortSignal
  readonly manner: Parameters<PairingPrompt['askAgain']>[2]
  answer(allow: boolean): void
}

export interface AskedCeremony extends CeremonyRequest {
  readonly kind: 'create' | 'get'
  succeed(credential?: CredentialJson): void
  fail(error: unknown): void
}

export interface SentSignal {
  readonly requester: Requester
  readonly kind: SignalKind
  readonly options: unknown
  readonly hearing: SignalTiming
}

/** Ports in memory. They record the calls of the bridge, so that the test can read them. */
export class MemoryPorts implements BridgePorts {
  readonly clock = new FakeClock()
  readonly kept = new Map<string, Grant>()
  readonly blocked = new Set<string>()
  readonly touched: { id: string; at: number }[] = []
  readonly pairings: AskedPairing[] = []
  readonly pairingsAgain: AskedPairingAgain[] = []
  readonly asked: AskedCeremony[] = []
  readonly sent: SentSignal[] = []
  readonly reports: ActivityReport[] = []
  readonly byItself = new Set<string>()
  /** The user whose process connects; undefined: the system does not say. */
  peerUid: number | undefined
  readonly lookedUp: Connection[] = []
  /** The error that the check of a signal's options throws. */
  signalError: Error | undefined
  /** The error that the store throws when it should keep a grant. */
  storeError: Error | undefined
  #open = true
  readonly #listeners = new Set<() => void>()

  readonly random = { ...systemRandom }
  readonly peers = {
    uidOf: async (connection: Connection) => {
      this.lookedUp.push(connection)
      return this.peerUid
    },
  }
  readonly faults: string[] = []
  readonly fault = (what: string) => void this.faults.push(what)
  readonly report = (report: ActivityReport) => void this.reports.push(report)

  readonly vault = {
    isOpen: () => this.#open,
    onChange: (listener: () => void) => {
      this.#listeners.add(listener)
      return () => void this.#listeners.delete(listener)
    },
  }

  readonly grants = {
    find: (id: string) => this.#read(() => this.kept.get(id)),
    describe: (id: string) => this.#read(() => this.kept.get(id)),
    ofOrigin: (origin: string) =>
      this.#read(() => [...this.kept.values()].filter((grant) => grant.origin === origin)),
    isBlocked: (origin: string) => this.#read(() => this.blocked.has(origin)),
    touch: (id: string, at: number) => this.#read(() => void this.touched.push({ id, at })),
    add: async (added: Grant) => {
      if (this.storeError) throw this.storeError
      this.#read(() => this.kept.set(added.id, added))
    },
    remove: async (id: string) => void this.kept.delete(id),
    block: async (origin: string) => void this.blocked.add(origin),
  }

  readonly pairing = {
    ask: (...[question, signal, manner]: Parameters<PairingPrompt['ask']>) =>
      new Promise<PairingAnswer>((answer) =>
        this.pairings.push({ question, signal, manner, answer }),
      ),
    askAgain: (...[question, signal, manner]: Parameters<PairingPrompt['askAgain']>) =>
      new Promise<boolean>((answer) =>
        this.pairingsAgain.push({ question, signal, manner, answer }),
      ),
  }

  /** The capabilities of the authenticators. */
  canDo: AuthenticatorCapabilities = {
    conditionalCreate: true,
    conditionalGet: true,
    hybridTransport: true,
    immediateGet: false,
    passkeyPlatformAuthenticator: true,
    userVerifyingPlatformAuthenticator: true,
  }
  readonly ceremonies = {
    capabilities: () => this.canDo,
    create: (request: CeremonyRequest) => this.#ask('create', request),
    get: (request: CeremonyRequest) => this.#ask('get', request),
    signal: async (
      requester: Requester,
      kind: SignalKind,
      options: unknown,
      hearing: SignalTiming,
    ) => {
      this.sent.push({ requester, kind, options, hearing })
      if (this.signalError) throw this.signalError
    },
  }

  answersByItself(origin: string): boolean {
    return this.byItself.has(origin)
  }

  lock(): void {
    this.#set(false)
  }

  unlock(): void {
    this.#set(true)
  }

  /** Gives {@link ORIGIN} a grant. */
  keepGrant(fields: Partial<Grant> = {}): Grant {
    const made = grantForHours(this.clock.now(), { origin: ORIGIN, name: 'Demo', ...fields })
    this.kept.set(made.id, made)
    return made
  }

  /** The reasons in the record. */
  get reasons(): readonly string[] {
    return this.reports.map(({ reason }) => reason)
  }

  #set(open: boolean): void {
    this.#open = open
    for (const listener of this.#listeners) listener()
  }

  #read<T>(read: () => T): T {
    if (!this.#open) throw new Error('the vault is locked')
    return read()
  }

  /** Like the real client, it rejects when the request is aborted. */
  #ask(
    kind: 'create' | 'get',
    request: CeremonyRequest,
  ): Promise<RegistrationResponseJson & AuthenticationResponseJson> {
    return new Promise((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))
      this.asked.push({
        ...request,
        kind,
        succeed: (given) => resolve((given as typeof credential | undefined) ?? credential),
        fail: reject,
      })
    })
  }
}

/** A bridge that listens until the test is over. */
export async function startBridge(ports = new MemoryPorts(), options: Partial<BridgeOptions> = {}) {
  const bridge = newBridge(ports, options)
  const { port } = await bridge.start({ port: 0 })
  if (port === null) throw new Error('no port is free')
  return { bridge, ports, port, clock: ports.clock }
}

/** A bridge that is off. */
export function newBridge(ports = new MemoryPorts(), options: Partial<BridgeOptions> = {}): Bridge {
  const bridge = new Bridge(
    { appVersion: '1.2.3', script: SCRIPT, uid: undefined, ...options },
    ports,
  )
  onTestFinished(() => bridge.stop())
  return bridge
}
