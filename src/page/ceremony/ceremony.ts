import type {
  CreationOptionsInput,
  CredentialJson,
  RequestOptionsInput,
} from '../../shared/webauthn-json'
import { awaitable } from '../awaitable'
import { bare } from '../bare'
import type { ClientBehaviour } from '../client-behaviour'
import type { Absence } from '../connection/absence'
import type { Connection, Reach } from '../connection/connection'
import type { PageRequest } from '../connection/conversation'
import {
  createOptions,
  getOptions,
  type GetOptions,
  type Mediation,
} from '../convert/ceremony-options'
import { convertArgument, failedToExecute, type Convert, type MethodName } from '../convert/web-idl'
import { BridgeFailure, failureFor, notAllowed, PageError } from '../errors'
import { throwIfAborted } from '../events'
import type { CeremonyDocument, ConnectionPorts } from '../ports'
import type { ContainerCall } from '../shared-objects'
import {
  checkDocument,
  checkMediation,
  type AskedCeremony,
  type AskedUi,
  type CeremonyKind,
} from './checks'
import { Lifetime } from './lifetime'
import { askPatiently } from './patience'
import { untilAborted } from '../until-aborted'

export interface CeremonyPorts {
  readonly connection: Connection
  readonly document: CeremonyDocument
  /** Host and port, shown to the user. */
  readonly host: string
  /** What to do when the app is not running. */
  readonly whenAbsent: 'refuse' | 'native'
  readonly explainAbsence: () => Promise<Absence>
  readonly createCredential: (json: CredentialJson) => PublicKeyCredential
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: ConnectionPorts['after']
  /** Maps the page's requested timeout to the one used, in ms. */
  readonly timeoutOf: (requestedMs: number | undefined) => number
  readonly behaviour: ClientBehaviour
  /** Whether the app's client knows `uiMode: "immediate"`. */
  readonly supportsImmediate: () => Promise<boolean>
  /** Warns the user of what no promise can report. */
  readonly warn: (message: string) => void
}

const GET: MethodName = ['CredentialsContainer', 'get']

/** A call with its options converted. */
interface Call extends Reach {
  /** The document that made the call. */
  readonly document: object
  readonly kind: CeremonyKind
  readonly options: CreationOptionsInput | RequestOptionsInput
  readonly mediation: Mediation
  readonly ui: AskedUi
  /** Whether the page gave an AbortSignal. */
  readonly hasSignal: boolean
  readonly lifetime: Lifetime
  readonly signal: AbortSignal
  readonly native: () => Promise<Credential | null>
}

/** `navigator.credentials.create` and `get` of one document. */
export class Ceremonies {
  readonly #ports: CeremonyPorts
  #pending: Call | undefined

  constructor(ports: CeremonyPorts) {
    this.#ports = ports
  }

  readonly create: ContainerCall = async (given, native) => {
    const options = convert('create', createOptions, given)
    if (options?.publicKey === undefined) return await awaitable(native())
    if (options.password !== undefined || options.federated !== undefined) throw onlyOneType()
    const { publicKey, mediation, signal } = options
    const userId = publicKey.user.id
    // An own member, which a page cannot set.
    const asked = { kind: 'create', mediation, signal, userId, ui: undefined } as const
    return await awaitable(this.#perform(asked, publicKey, native))
  }

  readonly get: ContainerCall = async (given, native) => {
    const options = convert('get', getOptions, given)
    if (options?.publicKey === undefined) return await awaitable(native())
    const { publicKey, signal } = options
    const ui = this.#uiOf(options)
    const mediation =
      options.mediation === 'immediate'
        ? await awaitable(this.#mediationOfDrafts())
        : options.mediation
    return await awaitable(this.#perform({ kind: 'get', mediation, signal, ui }, publicKey, native))
  }

  #uiOf({ mediation, uiMode }: GetOptions): AskedUi {
    if (mediation !== 'immediate' && uiMode === undefined) return undefined
    const isImmediate = mediation === 'immediate' || uiMode === 'immediate'
    const mode = isImmediate ? ('immediate' as const) : ('unknown' as const)
    return bare({ mode, isActivated: this.#ports.document.isActivated() })
  }

  /**
   * What `mediation: "immediate"` means today: optional mediation with a `uiMode`.
   *
   * @throws {PageError} TypeError, when the app's client does not support immediate requests.
   */
  async #mediationOfDrafts(): Promise<Mediation> {
    if (await awaitable(this.#ports.supportsImmediate())) return 'optional'
    throw failedToExecute(GET, "The mediation 'immediate' is not supported.")
  }

  async #perform(
    asked: AskedCeremony,
    options: CreationOptionsInput | RequestOptionsInput,
    native: Call['native'],
  ): Promise<Credential | null> {
    const { kind, mediation, signal, ui } = asked
    const { behaviour, document } = this.#ports
    checkDocument(document, asked)
    checkMediation(behaviour, asked)
    if (kind === 'get' && mediation === 'silent' && behaviour.silentGet === 'null') return null
    this.#makeWay(mediation)
    const mayPair = mediation !== 'conditional' && document.isActivated()
    const lifetime = new Lifetime(signal, this.#ports.after)
    const call: Call = {
      document: document.current(),
      kind,
      options,
      mediation,
      ui,
      hasSignal: signal !== undefined,
      mayPair,
      // A conditional get() waits until the app is unlocked.
      asksLocked: !isOffer(asked),
      lifetime,
      signal: lifetime.signal,
      native,
    }
    this.#pending = call
    this.#startTimer(call)
    try {
      return await awaitable(untilAborted(call.signal, this.#ask(call)))
    } finally {
      this.#end(call)
    }
  }

  /**
   * Allows one request at a time. The client's behaviour decides which of two stays. By default, a modal request ends a pending
   * conditional `get()`. A request that the page has just aborted is no longer pending, although its promise has not rejected
   * yet.
   */
  #makeWay(mediation: Mediation): void {
    this.endIfLeft()
    const pending = this.#pending
    if (!pending || pending.lifetime.hasEnded) return
    const rule = this.#ports.behaviour.pending
    const isModalOverOffer = isOffer(pending) && mediation !== 'conditional'
    if ((isModalOverOffer ? rule.offer : rule.request) === 'stays')
      throw new PageError('OperationError', 'A request is already pending.')
    pending.lifetime.end(
      new PageError('AbortError', 'Another request of this page replaced this request.'),
    )
  }

  /** Ends the pending request of a document that was replaced in its window. */
  endIfLeft(): void {
    const pending = this.#pending
    if (pending && pending.document !== this.#ports.document.current())
      pending.lifetime.end(
        new PageError('AbortError', 'Another document took the place of this request’s document.'),
      )
  }

  async #ask(call: Call): Promise<Credential | null> {
    const request = () => this.#request(call)
    try {
      if (!isOffer(call)) return await awaitable(request())
      const ports = { ...this.#ports, whyWait: () => this.#whyWait() }
      return await awaitable(askPatiently(request, call.signal, ports))
    } catch (error) {
      if (!(error instanceof BridgeFailure)) throw error
      if (error.kind === 'absent') return await awaitable(this.#withoutApp(call))
      throw failureFor(error.kind, this.#ports.host)
    }
  }

  /** What a conditional `get()` waits for when it cannot reach the app; undefined when it does not wait. */
  async #whyWait(): Promise<string | undefined> {
    const { isAbsent, mayPass, message } = await awaitable(this.#ports.explainAbsence())
    const isNative = isAbsent && this.#ports.whenAbsent === 'native'
    return mayPass && !isNative ? message : undefined
  }

  async #request(call: Call): Promise<Credential> {
    this.endIfLeft()
    const { kind, options, mediation, ui, signal } = call
    throwIfAborted(signal)
    const conversation = await awaitable(this.#ports.connection.ready(call))
    throwIfAborted(signal)
    // Starts now, because the time for pairing does not count, as in the app.
    this.#startTimer(call)
    const request: PageRequest = bare({ t: kind, options, mediation })
    if (ui && conversation.accepts('uiMode')) request.ui = ui
    // For the page's lint.
    if (isOffer(call) && conversation.accepts('hasSignal')) request.hasSignal = call.hasSignal
    const answer = await awaitable(conversation.request(request, signal))
    if (answer.t !== 'result' || !answer.credential) throw unreadable()
    return this.#ports.createCredential(answer.credential)
  }

  async #withoutApp(call: Call): Promise<Credential | null> {
    const { isAbsent, message } = await awaitable(this.#ports.explainAbsence())
    if (!isAbsent || this.#ports.whenAbsent === 'refuse') throw notAllowed(message)
    throwIfAborted(call.signal)
    this.#ports.warn(`${message} The browser's own authenticators are used instead.`)
    this.#end(call)
    return await awaitable(call.native())
  }

  /** An offer has no time-out. */
  #startTimer(call: Call): void {
    if (!isOffer(call)) call.lifetime.startTimer(this.#ports.timeoutOf(call.options.timeout))
  }

  #end(call: Call): void {
    call.lifetime.settle()
    if (this.#pending === call) this.#pending = undefined
  }
}

/** A conditional `get()` opens no dialog: the user may accept it in the window, or never. */
function isOffer({ kind, mediation }: Pick<Call, 'kind' | 'mediation'>): boolean {
  return kind === 'get' && mediation === 'conditional'
}

/** Undefined when the options do not convert and do not request a passkey, because the browser may know them. */
function convert<T>(name: CeremonyKind, converter: Convert<T>, given: unknown): T | undefined {
  try {
    return convertArgument(converter, given, ['CredentialsContainer', name])
  } catch (error) {
    if (error instanceof PageError && !asksForPasskey(given)) return undefined
    throw error
  }
}

function asksForPasskey(options: unknown): boolean {
  return (options as { publicKey?: unknown } | null)?.publicKey !== undefined
}

function onlyOneType(): PageError {
  return new PageError(
    'NotSupportedError',
    "Only exactly one of 'password', 'federated', and 'publicKey' credential types are currently supported.",
  )
}

function unreadable(): PageError {
  return new PageError('UnknownError', 'The page cannot read Latchkey’s answer.')
}
