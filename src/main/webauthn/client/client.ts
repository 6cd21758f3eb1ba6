/**
 * The WebAuthn client (§5): what the bridge asks on behalf of a page. Every ceremony and every refused
 * signal leaves a line in the record, with the reason that the page does not learn.
 */
import { encodeBase64Url } from '../../../shared/base64url'
import type { ActivityReport, SignalKind } from '../../../shared/activity'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { Answerer, Passkey } from '../authenticator/ports'
import { WebAuthnError } from '../errors'
import { claimedRpId } from './claimed-rp-id'
import { create, type CreateRequest } from './create'
import { get, type GetRequest } from './get'
import { oneOfSeveral } from './one-of-several'
import type {
  CeremonyConsent,
  CeremonyPorts,
  ClientPorts,
  Hearing,
  RelatedOriginsSource,
  Requester,
} from './ports'
import { RecentSignIns } from './recent-sign-ins'
import { checkSignal } from './signal'
import { SignalOrder } from './signal-order'
import { simulated } from './simulated'

const UNASKED = 'without asking, since somebody signed in there within the last five minutes'
/** A page that is not paired makes Latchkey send nothing anywhere. */
const NOBODY: RelatedOriginsSource = {
  fetch: async () => ({ ok: false, reason: 'nothing is fetched for a page that is not paired' }),
}
/** A signal cannot be aborted. */
const UNENDING = new AbortController().signal

export class WebAuthnClient {
  readonly #ports: ClientPorts
  readonly #signIns: RecentSignIns
  readonly #order = new SignalOrder()

  constructor(ports: ClientPorts) {
    this.#ports = ports
    this.#signIns = new RecentSignIns(ports.now)
  }

  /** `navigator.credentials.create()`. @throws as {@link create} does. */
  async create(request: CreateRequest): Promise<RegistrationResponseJson> {
    const { response } = await this.#recorded('create', request, async (ports) => {
      const { response, made } = await create(request, ports)
      return { response, authenticator: ports.authenticator, ...made }
    })
    return response
  }

  /** `navigator.credentials.get()`. @throws as {@link get} does. */
  async get(request: GetRequest): Promise<AuthenticationResponseJson> {
    const { response } = await this.#recorded('get', request, async (ports) => {
      const { response, assertion } = await get(request, ports)
      return { response, authenticator: ports.authenticator, ...assertion }
    })
    return response
  }

  /**
   * `PublicKeyCredential.signal…()`. Settles when the options are checked: what they do is decided
   * afterwards, so that neither the answer nor its time tells whether anything matched.
   *
   * @param hearing unless `now`, nothing happens, and who keeps it back or turns it away says so in the record.
   *   What is malformed is recorded here, unless it is `never` heard.
   * @throws {WebAuthnError} `TypeError` or `SecurityError`.
   */
  async signal(
    requester: Requester,
    kind: SignalKind,
    options: unknown,
    hearing: Hearing,
  ): Promise<void> {
    const checked = checkSignal(requester, kind, options, {
      relatedOrigins: hearing === 'never' ? NOBODY : this.#ports.relatedOrigins,
      signal: UNENDING,
    })
    if (hearing === 'now')
      this.#order.add(requester.origin, checked, (signal) => {
        setImmediate(() => void this.#ports.signals.receive(signal))
      })
    try {
      await checked
    } catch (error) {
      if (hearing !== 'never') this.#ports.report(refusedSignal(requester, kind, options, error))
      throw error
    }
  }

  async #recorded<T extends Succeeded>(
    kind: 'create' | 'get',
    { requester, signal, mediation }: CreateRequest | GetRequest,
    ceremony: (ports: CeremonyPorts) => Promise<T>,
  ): Promise<T> {
    const asked = new PageConsent(this.#ports, requester)
    const report = (
      outcome: Pick<ActivityReport, 'outcome' | 'reason'> & Partial<ActivityReport>,
    ) =>
      this.#ports.report({
        kind,
        origin: requester.origin,
        rpId: asked.rpId,
        answeredBy: asked.answeredBy,
        ...outcome,
      })
    const ports = {
      ...this.#ports,
      consent: asked,
      signedInLately: (origin: string) => this.#signIns.has(origin),
      useSignIn: (origin: string) => this.#signIns.use(origin),
    }
    const result = await this.#byWhom(kind, mediation, ports, signal, ceremony).catch(
      (error: unknown) => {
        if (asked.offers && signal.aborted) throw error
        const { name, message } = asWebAuthnError(error)
        report({ outcome: 'refused', reason: message, error: name })
        this.#logCause(kind, error)
        throw error
      },
    )
    // An origin that answers by itself has shown no person that could have agreed to anything.
    if (kind === 'get' && asked.answeredBy !== 'by-itself') this.#signIns.note(requester.origin)
    report({
      outcome: 'done',
      ...success(kind, result, asked.answeredBy),
    })
    return result
  }

  /** A passkey that is made without asking is made once, whatever number of authenticators there is. */
  #byWhom<T>(
    kind: 'create' | 'get',
    mediation: string | undefined,
    ports: CeremonyPorts,
    signal: AbortSignal,
    ceremony: (ports: CeremonyPorts) => Promise<T>,
  ): Promise<T> {
    const all = this.#ports.authenticators?.()
    if (!all) return ceremony(ports)
    const unasked = kind === 'create' && mediation === 'conditional'
    return oneOfSeveral(unasked ? all.slice(0, 1) : all, ports, signal, ceremony)
  }

  /** Why the vault could not be written, for one: the page gets the name alone, and the record a sentence. */
  #logCause(kind: 'create' | 'get', error: unknown): void {
    if (!(error instanceof WebAuthnError) || error.cause instanceof WebAuthnError) return
    if (error.cause !== undefined) this.#ports.fault(`${kind}: ${error.message}`, error.cause)
  }
}

/** Asks on behalf of one page, and remembers what was asked and who answered. */
class PageConsent implements CeremonyConsent {
  rpId: string | null = null
  answeredBy: Answerer | null = null
  /** Nothing was asked but offered: an offer that nobody took up is no event. */
  offers = false
  readonly #consent: ClientPorts['consent']
  readonly #requester: Requester

  constructor({ consent }: ClientPorts, requester: Requester) {
    this.#consent = consent
    this.#requester = requester
  }

  async ask(...[question, signal]: Parameters<CeremonyConsent['ask']>) {
    const { origin, topOrigin } = this.#requester
    this.rpId = question.rpId
    this.offers = question.kind === 'offer'
    const answer = await this.#consent.ask({ ...question, origin, topOrigin }, signal)
    this.answeredBy = answer.answeredBy
    return answer
  }
}

interface Succeeded {
  readonly authenticator: AuthenticatorDescription
  readonly passkey: Passkey
  readonly authenticatorData: Uint8Array
}

function success(
  kind: 'create' | 'get',
  { passkey, authenticator, authenticatorData }: Succeeded,
  answeredBy: Answerer | null,
) {
  const { userName, userDisplayName, rpId } = passkey
  const made = `made a passkey for ${rpId}`
  const what = kind === 'get' ? `signed in to ${rpId}` : answeredBy ? made : `${made} ${UNASKED}`
  return {
    rpId,
    passkeyId: encodeBase64Url(passkey.credentialId),
    names: { userName, userDisplayName },
    reason: [what, ...simulated(authenticator, authenticatorData)].join('; '),
  }
}

function refusedSignal(
  { origin }: Requester,
  signal: SignalKind,
  options: unknown,
  error: unknown,
): ActivityReport {
  const { name, message } = asWebAuthnError(error)
  const rpId = claimedRpId(options)
  return { kind: 'signal', signal, origin, rpId, outcome: 'refused', reason: message, error: name }
}

/** What ended a ceremony, as the record shows it. An abort carries a page's reason, which may be anything. */
function asWebAuthnError(error: unknown): { readonly name: string; readonly message: string } {
  if (error instanceof WebAuthnError) return error
  if (error instanceof DOMException) return { name: error.name, message: error.message }
  return { name: 'UnknownError', message: 'something failed inside Latchkey' }
}
