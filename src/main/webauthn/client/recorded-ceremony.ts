import { encodeBase64Url } from '../../../shared/base64url'
import type { ActivityReport } from '../../../shared/activity'
import type { CeremonyTrace } from '../../../shared/ceremony-detail'
import type { FaultId } from '../../../shared/fault'
import type { FaultOutcome } from '../../../shared/fault-outcome'
import type { CredentialJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { Answerer, GivenAnswer, Passkey } from '../authenticator/ports'
import { WebAuthnError } from '../errors'
import { CeremonyTrail, type StepNotes } from './ceremony-trail'
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
  /** What an armed fault did to the response; null when no fault was armed. */
  readonly fault: FaultOutcome | null
}

type Ports = Pick<
  ClientPorts,
  'newId' | 'consent' | 'fault' | 'report' | 'observer' | 'findings' | 'now' | 'monotonic'
>

/** The authenticator that answered, or that was available. */
type Described = Pick<AuthenticatorDescription, 'profile' | 'name'>

/**
 * Records a ceremony from its first step. Asks the user on behalf of the page, remembers who answered, adds an entry to the
 * record, and notifies the observer of each step.
 */
export class RecordedCeremony implements CeremonyConsent {
  readonly #ceremony: Ceremony
  readonly #requester: Requester
  readonly #ports: Ports
  readonly #trail: CeremonyTrail
  #rpId: string | null = null
  #answeredBy: Answerer | null = null

  constructor(
    kind: Ceremony['kind'],
    request: { readonly requester: Requester } & Pick<Ceremony, 'mediation' | 'options'> &
      Partial<Pick<Ceremony, 'hasSignal'>>,
    ports: Ports,
  ) {
    const { requester, mediation, hasSignal, options } = request
    const { origin } = requester
    this.#ceremony = { id: ports.newId(), kind, origin, mediation, hasSignal, options }
    this.#requester = requester
    this.#ports = ports
    this.#trail = new CeremonyTrail(ports.monotonic ?? ports.now)
    this.#trail.reached(
      'received',
      () => `${requester.origin} called navigator.credentials.${kind}()`,
    )
    this.#observer?.started(this.#ceremony)
  }

  /** Call it once the page's earlier signals are applied, or the wait for them has ended. */
  begin(): void {
    this.#observer?.begun(this.#ceremony)
  }

  get answeredBy(): Answerer | null {
    return this.#answeredBy
  }

  get steps(): StepNotes {
    return this.#trail
  }

  async ask(question: CeremonyQuestion, signal: AbortSignal): Promise<GivenAnswer> {
    const { origin, topOrigin } = this.#requester
    this.#rpId = question.rpId
    const asked = { ...question, origin, topOrigin, findings: this.#findings }
    const noted = this.#noteQuestion(question)
    this.#observer?.waits(this.#ceremony, asked)
    const answer = await this.#ports.consent.ask(asked, signal)
    this.#answeredBy = answer.answeredBy
    noted.answeredBy = answer.answeredBy
    this.#noteAnswer(question, answer)
    return answer
  }

  /**
   * When no passkey fits, or one is excluded, the question itself is the result. The ceremony then fails before the user
   * answers.
   */
  #noteQuestion({ kind, accounts }: CeremonyQuestion): NotedQuestion {
    const noted: NotedQuestion = { kind, accounts: accounts.length, answeredBy: null }
    this.#trail.reached('question', () => questionNote(noted))
    if (kind !== 'no-passkey' && kind !== 'already-registered')
      this.#trail.begins('answered', ASKING[this.#ceremony.kind])
    return noted
  }

  #noteAnswer({ kind }: CeremonyQuestion, { given, answeredBy }: GivenAnswer): void {
    this.#trail.reached('answered', answerNote(kind, given, answeredBy))
    const isOver = kind === 'no-passkey' || kind === 'already-registered'
    if (given && !isOver) this.#trail.begins('signed', SIGNING[this.#ceremony.kind])
  }

  /** A fault delays the finished answer. */
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
      { profile: profileOf(authenticator), failed: null, sent: 'the answer went to the page' },
    )
  }

  /**
   * @param isWithdrawn whether the page cancelled the ceremony. An offer that the user ignores adds no entry to the record.
   * @param authenticator that was available; null when there was none, or there were several different ones.
   */
  failed(error: unknown, isWithdrawn: boolean, authenticator: Described | null): void {
    const { kind, mediation } = this.#ceremony
    const end = { response: null, profile: authenticator?.profile ?? null }
    if (isWithdrawn && kind === 'get' && mediation === 'conditional') {
      this.#observer?.finished(this.#ceremony, null, end)
      return
    }
    const { name, message } = describeError(error)
    this.#finish({ outcome: 'refused', reason: message, error: name }, end, {
      profile: authenticator && profileOf(authenticator),
      failed: this.#trail.doing,
      sent: `${name} went to the page`,
    })
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
    { sent, ...traced }: Pick<CeremonyTrace, 'profile' | 'failed'> & { readonly sent: string },
  ): void {
    const { id, kind, origin, mediation = null, options } = this.#ceremony
    const report = { id, kind, origin, rpId: this.#rpId, answeredBy: this.#answeredBy, ...outcome }
    this.#trail.reached('sent', sent)
    const { response } = end
    this.#ports.report(report, () => ({
      ...{ kind, mediation, options, response, ...traced },
      steps: this.#trail.steps(),
      lint: [...this.#findings()],
    }))
    this.#observer?.finished(this.#ceremony, report, end)
  }

  readonly #findings = () => this.#ports.findings?.(this.#ceremony.id) ?? []

  /** Logs, for example, why the vault could not be written. The page gets only the name, and the record a sentence. */
  #logCause(error: unknown): void {
    if (!(error instanceof WebAuthnError) || error.cause instanceof WebAuthnError) return
    const { kind } = this.#ceremony
    if (error.cause !== undefined) this.#ports.fault(`${kind}: ${error.message}`, error.cause)
  }

  get #observer(): CeremonyObserver | undefined {
    return this.#ports.observer
  }
}

/** Where the authenticator asks the user. */
const ASKING = { create: 'WebAuthn §6.3.2 step 6', get: 'WebAuthn §6.3.3 step 7' } as const

/** Where the authenticator makes its answer. */
const SIGNING = { create: 'WebAuthn §6.3.2', get: 'WebAuthn §6.3.3' } as const

/** A question. Its note is written once it is known who answered. */
interface NotedQuestion {
  readonly kind: CeremonyQuestion['kind']
  /** The number of accounts to choose from. */
  readonly accounts: number
  /** null when the question has no answer. */
  answeredBy: Answerer | null
}

/** For a question that a person answered, or that waited for a person until the end. */
const USER_ASKED: Readonly<Record<CeremonyQuestion['kind'], string>> = {
  create: 'the user was asked whether to make a passkey',
  'sign-in': 'the user was asked which passkey to sign in with',
  offer: 'the user was asked nothing yet: passkeys were offered beside the page',
  'already-registered':
    'the user was asked whether the page may know that a passkey of its list is here',
  'no-passkey': 'the user was asked nothing: the user was told that no passkey fits',
}

/** For a question that a script or a rule answered. It is not known whether a user saw it. */
const QUESTIONS: Readonly<Record<CeremonyQuestion['kind'], string>> = {
  create: 'the question was whether to make a passkey',
  'sign-in': 'the question was which passkey to sign in with',
  offer: 'there was no question: passkeys were offered beside the page',
  'already-registered':
    'the question was whether the page may know that a passkey of its list is here',
  'no-passkey': 'there was no question: no passkey fits',
}

function questionNote({ kind, accounts, answeredBy }: NotedQuestion): string {
  const isByUser = answeredBy === null || answeredBy === 'person'
  const choice = accounts === 0 ? '' : ` (${accounts} to choose from)`
  return `${(isByUser ? USER_ASKED : QUESTIONS)[kind]}${choice}`
}

const ANSWERERS: Readonly<Record<Answerer, string>> = {
  person: 'the user',
  script: 'a script',
  'by-itself': 'the page’s rule to answer by itself',
}

function answerNote(kind: CeremonyQuestion['kind'], given: boolean, answeredBy: Answerer): string {
  if (kind === 'no-passkey') return `${ANSWERERS[answeredBy]} closed the message`
  return `${ANSWERERS[answeredBy]} ${given ? 'agreed' : 'declined'}`
}

function profileOf({ profile, name }: Described): CeremonyTrace['profile'] {
  return profile === null ? null : { id: profile, name }
}
