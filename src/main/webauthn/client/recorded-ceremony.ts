import { encodeBase64Url } from '../../../shared/base64url'
import type { ActivityReport } from '../../../shared/activity'
import type { FaultId } from '../../../shared/fault'
import type { FaultOutcome } from '../../../shared/fault-outcome'
import type { CredentialJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { Answerer, GivenAnswer, Passkey } from '../authenticator/ports'
import { WebAuthnError } from '../errors'
import { describeError } from './error-description'
import type {
  Ceremony,
  CeremonyConsent,
  CeremonyEnd,
  CeremonyObserver,
  CeremonyQuestion,
  ClientPorts,
  Requester,
} from './ports'
import { whatWasFaulty } from './what-was-faulty'
import { whatWasSimulated, type Stated } from './what-was-simulated'

const UNASKED = 'without asking, as an automatic upgrade'

/** The result of a successful ceremony. */
export interface Succeeded extends Stated {
  readonly response: CredentialJson
  readonly authenticator: AuthenticatorDescription
  readonly passkey: Passkey
  /** What an armed fault did to the response; null where no fault was armed. */
  readonly fault: FaultOutcome | null
}

type Ports = Pick<ClientPorts, 'newId' | 'consent' | 'fault' | 'report' | 'observer'>

/**
 * A ceremony from its first step on. Asks the user on behalf of the page, remembers who answered, writes a line
 * into the record, and tells the observer about each step.
 */
export class RecordedCeremony implements CeremonyConsent {
  readonly #ceremony: Ceremony
  readonly #requester: Requester
  readonly #ports: Ports
  #rpId: string | null = null
  #answeredBy: Answerer | null = null

  constructor(
    kind: Ceremony['kind'],
    request: { readonly requester: Requester } & Pick<Ceremony, 'mediation' | 'options'>,
    ports: Ports,
  ) {
    const { requester, mediation, options } = request
    this.#ceremony = { id: ports.newId(), kind, origin: requester.origin, mediation, options }
    this.#requester = requester
    this.#ports = ports
    this.#observer?.started(this.#ceremony)
  }

  get answeredBy(): Answerer | null {
    return this.#answeredBy
  }

  async ask(question: CeremonyQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const { origin, topOrigin } = this.#requester
    this.#rpId = question.rpId
    const asked = { ...question, origin, topOrigin }
    this.#observer?.waits(this.#ceremony, asked)
    const answer = await this.#ports.consent.ask(asked, signal)
    this.#answeredBy = answer.answeredBy
    return answer
  }

  /** A fault holds the finished answer back. */
  heldBack(fault: FaultId, delayMs: number): void {
    this.#observer?.heldBack(this.#ceremony, fault, delayMs)
  }

  succeeded({ passkey, authenticator, response, fault, ...stated }: Succeeded): void {
    const { userName, userDisplayName, rpId } = passkey
    const simulated = whatWasSimulated(authenticator, stated)
    const reason = [this.#achievement(rpId), ...simulated, ...whatWasFaulty(fault)].join('; ')
    const passkeyId = encodeBase64Url(passkey.credentialId)
    const names = { userName, userDisplayName }
    const { profile } = authenticator
    this.#finish(
      { outcome: 'done', rpId, passkeyId, names, reason, ...(fault && { fault }) },
      { response, profile },
    )
  }

  /**
   * @param isWithdrawn whether the page had ended it. An offer that the user does not take up is no entry of the record.
   * @param profile of the authenticator that was there to answer; null where no profile describes it.
   */
  failed(error: unknown, isWithdrawn: boolean, profile: string | null): void {
    const { kind, mediation } = this.#ceremony
    const end = { response: null, profile }
    if (isWithdrawn && kind === 'get' && mediation === 'conditional') {
      this.#observer?.finished(this.#ceremony, null, end)
      return
    }
    const { name, message } = describeError(error)
    this.#finish({ outcome: 'refused', reason: message, error: name }, end)
    this.#logCause(error)
  }

  #achievement(rpId: string): string {
    if (this.#ceremony.kind === 'get') return `signed in to ${rpId}`
    const made = `made a passkey for ${rpId}`
    return this.#answeredBy ? made : `${made} ${UNASKED}`
  }

  #finish(
    outcome: Pick<ActivityReport, 'outcome' | 'reason'> & Partial<ActivityReport>,
    end: CeremonyEnd,
  ): void {
    const { kind, origin } = this.#ceremony
    const report = { kind, origin, rpId: this.#rpId, answeredBy: this.#answeredBy, ...outcome }
    this.#ports.report(report)
    this.#observer?.finished(this.#ceremony, report, end)
  }

  /** Logs, for example, why the vault could not be written: the page gets only the name, and the record a sentence. */
  #logCause(error: unknown): void {
    if (!(error instanceof WebAuthnError) || error.cause instanceof WebAuthnError) return
    const { kind } = this.#ceremony
    if (error.cause !== undefined) this.#ports.fault(`${kind}: ${error.message}`, error.cause)
  }

  get #observer(): CeremonyObserver | undefined {
    return this.#ports.observer
  }
}
