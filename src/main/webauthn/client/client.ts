/**
 * The WebAuthn client (§5): what the bridge calls on behalf of a page. Every ceremony and every refused signal adds an entry to
 * the record, with the reason that the page does not learn.
 */
import type { SignalKind } from '../../../shared/activity'
import type { AuthenticatorCapabilities } from '../../../shared/bridge-messages'
import { clampTimeout } from '../../../shared/ceremony-timeout'
import type {
  AuthenticationResponseJson,
  CredentialJson,
  RegistrationResponseJson,
} from '../../../shared/webauthn-json'
import { untilAborted } from '../../platform/until-aborted'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { Passkey } from '../authenticator/ports'
import { authenticatorCapabilities } from './capabilities'
import { answerWithFault, type Answered, type GenuineAnswer } from '../faults/answer-with-fault'
import { attestationIn } from './attestation-conveyance'
import type { CreateRequest } from './checked-creation'
import type { GetRequest } from './checked-request'
import { create } from './create'
import { get } from './get'
import { ImmediateGets } from './immediate-get'
import type { Created } from './issue-creation'
import type { Got } from './issue-request'
import type {
  AvailableAuthenticators,
  CeremonyPorts,
  ClientPorts,
  Requester,
  SignalTiming,
  SignIns,
} from './ports'
import { RecentSignIns } from './recent-sign-ins'
import { RecordedCeremony, type Succeeded } from './recorded-ceremony'
import { SignalIntake } from './signal-intake'
import { whatWasFaulty } from './what-was-faulty'

export class WebAuthnClient {
  readonly #ports: ClientPorts
  readonly #signIns: SignIns
  readonly #signals: SignalIntake
  readonly #immediateGets: ImmediateGets

  constructor(ports: ClientPorts) {
    this.#ports = ports
    this.#signIns = ports.recentSignIns ?? new RecentSignIns(ports.now)
    this.#signals = new SignalIntake(ports)
    const immediateGet = ports.immediateGet ?? (() => 'unsupported')
    this.#immediateGets = new ImmediateGets(immediateGet, ports.now)
  }

  /** `navigator.credentials.create()`. @throws as {@link create} does. */
  async create(request: CreateRequest): Promise<RegistrationResponseJson> {
    const ceremony = new RecordedCeremony('create', request, this.#ports)
    const { response } = await this.#recorded(ceremony, request, async (ports) => {
      const { made, ...created } = await create(request, ports)
      const { passkey } = made
      const attestation = attestationIn(created.response, made)
      const genuine = { ...created, kind: 'create', passkey, attestation } as const
      ceremony.steps.reached('signed', signedNote(created, passkey))
      return { ...created, ...made, ...(await this.#answer(genuine, request, ceremony)) }
    })
    return response
  }

  /** `navigator.credentials.get()`. @throws as {@link get} does. */
  async get(request: GetRequest): Promise<AuthenticationResponseJson> {
    const ceremony = new RecordedCeremony('get', request, this.#ports)
    const { response } = await this.#recorded(ceremony, request, async (ports) => {
      const { assertion, ...got } = await get(request, ports)
      const { passkey } = assertion
      const genuine = { ...got, kind: 'get', passkey, attestation: null } as const
      ceremony.steps.reached('signed', signedNote(got, passkey))
      return { ...got, ...assertion, ...(await this.#answer(genuine, request, ceremony)) }
    })
    this.#signIns.note(request.requester.origin, ceremony.answeredBy)
    return response
  }

  /** What the currently available authenticators can do for a page. */
  capabilities(origin: string): AuthenticatorCapabilities {
    const available = this.#authenticatorsOf(origin).list()
    return {
      ...authenticatorCapabilities(available.map(({ authenticator }) => authenticator)),
      immediateGet: this.#immediateGets.isSupported,
    }
  }

  /**
   * `PublicKeyCredential.signal…()`. Settles once the options are checked. The effect of the signal is decided afterwards, so
   * that neither the answer nor its time reveals whether a passkey matched.
   *
   * @param timing unless it is `now`, the signal has no effect here, and the caller records it. A malformed signal is recorded
   *   here, unless `timing` is `never`.
   * @throws {WebAuthnError} `TypeError` or `SecurityError`.
   */
  signal(
    requester: Requester,
    kind: SignalKind,
    options: unknown,
    timing: SignalTiming,
  ): Promise<void> {
    return this.#signals.take(requester, kind, options, timing)
  }

  /** Resolves once every signal has been checked and, if valid, passed on. */
  signalsHandedOn(): Promise<void> {
    return this.#signals.handedOn()
  }

  /** Forgets, without a record, the signals that are not passed on yet. Call it when the vault was erased. */
  forget(): void {
    this.#signals.forget()
  }

  /** Ends the signals whose check still waits for the network. Call it when Latchkey quits. */
  end(): Promise<void> {
    return this.#signals.end()
  }

  /** Applies the earlier signals of the same page first, whether or not the page awaited them. */
  async #recorded<T extends Succeeded>(
    ceremony: RecordedCeremony,
    { signal, requester }: CreateRequest | GetRequest,
    run: (ports: CeremonyPorts) => Promise<T>,
  ): Promise<T> {
    try {
      const signalled = this.#signals.applied(requester.origin)
      if (signalled) await untilAborted(signal, signalled).finally(() => ceremony.begin())
      else ceremony.begin()
      const result = await run(this.#portsOf(ceremony, requester.origin))
      ceremony.succeeded(result)
      return result
    } catch (error) {
      ceremony.failed(error, signal.aborted, this.#authenticatorFor(requester.origin))
      throw error
    }
  }

  /** Applies an armed fault to the answer. */
  async #answer<T extends CredentialJson>(
    genuine: Omit<GenuineAnswer<T>, 'origin' | 'options' | 'isJson'> &
      Pick<Created | Got, 'checked'>,
    { requester, signal, isJson = false }: CreateRequest | GetRequest,
    ceremony: RecordedCeremony,
  ): Promise<Answered<T>> {
    const { faults } = this.#ports
    if (!faults) return { response: genuine.response, fault: null }
    const { options } = genuine.checked
    const asked = { ...genuine, options, origin: requester.origin, isJson }
    const { algorithms, random, now, after } = this.#ports
    const heldBack = ceremony.heldBack.bind(ceremony)
    const ports = { algorithms, random, now, after, heldBack }
    ceremony.steps.begins('fault', null)
    const answered = await answerWithFault(asked, faults, ports, signal)
    for (const note of whatWasFaulty(answered.fault)) ceremony.steps.reached('fault', note)
    return answered
  }

  /** Copies member by member, because copying the whole object takes longer than many steps of a ceremony. */
  #portsOf(ceremony: RecordedCeremony, origin: string): CeremonyPorts {
    const { algorithms, random, now, relatedOrigins, after, timeoutOf } = this.#ports
    const { ignoresTransports, waitsForFitting } = this.#ports
    return {
      authenticators: this.#authenticatorsOf(origin),
      algorithms,
      random,
      now,
      relatedOrigins,
      after,
      timeoutOf: timeoutOf ?? clampTimeout,
      ignoresTransports: ignoresTransports ?? (() => false),
      waitsForFitting: waitsForFitting ?? (() => false),
      consent: ceremony,
      steps: ceremony.steps,
      signIns: this.#signIns,
      immediateGets: this.#immediateGets,
    }
  }

  /** The page's authenticator; null when there is none, or there are several with different profiles. */
  #authenticatorFor(origin: string): AuthenticatorDescription | null {
    const [first, ...others] = this.#authenticatorsOf(origin)
      .list()
      .map(({ authenticator }) => authenticator)
    return first && others.every(({ profile }) => profile === first.profile) ? first : null
  }

  #authenticatorsOf(origin: string): AvailableAuthenticators {
    const { authenticators } = this.#ports
    return authenticators.forPage?.(origin) ?? authenticators
  }
}

function signedNote(
  { authenticator }: Pick<Created | Got, 'authenticator'>,
  { rpId }: Passkey,
): () => string {
  return () => `${authenticator.name} signed for ${rpId}`
}
