import {
  tellingCloseCodes,
  type BridgeMessage,
  type PageMessage,
} from '../../shared/bridge-messages'
import { awaitable } from '../awaitable'
import { bare } from '../bare'
import {
  isArray,
  Map,
  mapClear,
  mapDelete,
  mapForEach,
  mapGet,
  mapSet,
  Promise,
  reasonOf,
} from '../builtins'
import { BridgeFailure, PageError, type FailureKind } from '../errors'
import { offAbort, onAbort, throwIfAborted } from '../events'
import { jsonText } from '../json-text'
import { includes } from '../lists'
import type { ConnectionPorts, Socket } from '../ports'
import { parseBridgeMessage } from './bridge-message'
import { requestText } from './request-text'

type Of<T extends { t: string }, Name> = T extends { t: Name } ? T : never
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

/** A message that the bridge answers. */
export type PageRequest = WithoutId<
  Of<PageMessage, 'pair' | 'create' | 'get' | 'signal' | 'capabilities'>
>
export type BridgeAnswer = Of<BridgeMessage, 'paired' | 'result' | 'capabilities'>
/** `locked` when the vault was locked during the greeting. */
export type BridgeGreeting = Of<BridgeMessage, 'welcome' | 'ready'> | 'locked'
export type BridgeEvent = Of<BridgeMessage, 'event'>['event']

interface Waiting<T> {
  readonly resolve: (answer: T) => void
  readonly reject: (reason: unknown) => void
  readonly showCode?: ((code: string) => void) | undefined
}

export interface ConversationListener {
  readonly event: (event: BridgeEvent) => void
  readonly closed: (code: number) => void
}

/** The life of one socket. Sends messages, passes each answer to its caller, and notifies all callers of the end. */
export class Conversation {
  readonly #socket: Socket
  readonly #listener: ConversationListener
  readonly #requests = new Map<number, Waiting<BridgeAnswer>>()
  #greeting: Waiting<BridgeGreeting | undefined> | undefined
  #state: 'opening' | 'open' | 'closed' = 'opening'
  #accepted: readonly string[] = []
  #nextId = 1

  /** Resolves when the socket is open. @throws {BridgeFailure} `absent`, when the socket never opens. */
  readonly opened: Promise<unknown>

  constructor(ports: Pick<ConnectionPorts, 'openSocket'>, listener: ConversationListener) {
    this.#listener = listener
    this.opened = new Promise((resolve, reject) => {
      this.#greeting = { resolve, reject }
    })
    this.#socket = ports.openSocket({
      opened: () => {
        this.#state = 'open'
        this.#greeting?.resolve(undefined)
      },
      received: (text) => this.#receive(text),
      closed: (code, reason) => this.#end(code, reason),
    })
  }

  /**
   * Sends one message of the greeting, and resolves with the bridge's answer.
   *
   * @throws {BridgeFailure} `refused` or `version`, when the bridge closes instead.
   */
  greet(message: Of<PageMessage, 'hello' | 'auth'>): Promise<BridgeGreeting | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#state === 'closed') throw new BridgeFailure('refused')
      this.#greeting = { resolve, reject }
      this.#socket.send(jsonText(message))
    })
  }

  /**
   * @param signal aborts the request. Then the script notifies the bridge, and drops its answer.
   * @throws `signal.reason`, UnknownError for a request that the bridge does not accept, the error that the bridge names, or
   *   BridgeFailure `lost`.
   */
  request(
    message: PageRequest,
    signal?: AbortSignal,
    showCode?: (code: string) => void,
  ): Promise<BridgeAnswer> {
    const id = this.#nextId++
    const answer = new Promise<BridgeAnswer>((resolve, reject) => {
      throwIfAborted(signal)
      if (this.#state === 'closed') throw new BridgeFailure('lost')
      const text = requestText(bare({ ...message, id }))
      mapSet(this.#requests, id, { resolve, reject, showCode })
      this.#socket.send(text)
    })
    return signal ? this.#orAborted(id, answer, signal) : answer
  }

  /** Whether the bridge accepts a message or a member that earlier bridges of this protocol version refuse. */
  accepts(what: 'capabilities' | 'hasSignal' | 'uiMode'): boolean {
    return includes(this.#accepted, what)
  }

  close(): void {
    this.#socket.close()
  }

  async #orAborted(
    id: number,
    answer: Promise<BridgeAnswer>,
    signal: AbortSignal,
  ): Promise<BridgeAnswer> {
    const abort = () => {
      const waiting = mapGet(this.#requests, id)
      if (!mapDelete(this.#requests, id)) return
      this.#socket.send(jsonText({ t: 'abort', id } satisfies PageMessage))
      waiting?.reject(reasonOf(signal))
    }
    onAbort(signal, abort)
    try {
      return await awaitable(answer)
    } finally {
      offAbort(signal, abort)
    }
  }

  #receive(text: string): void {
    const message = parseBridgeMessage(text)
    if (message === undefined) return
    switch (message.t) {
      case 'welcome':
        if (isArray(message.accepts)) this.#accepted = message.accepts
        this.#greeting?.resolve(message)
        return
      case 'ready':
        this.#greeting?.resolve(message)
        return
      case 'event':
        if (message.event === 'locked') this.#greeting?.resolve('locked')
        this.#listener.event(message.event)
        return
      case 'echo':
        this.#socket.send(jsonText({ t: 'echo', id: message.id } satisfies PageMessage))
        return
      case 'pair-code':
        mapGet(this.#requests, message.id)?.showCode?.(message.code)
        return
      default:
        this.#answer(message)
    }
  }

  /** Drops an answer without a request, or to a request that was aborted. */
  #answer(message: Of<BridgeMessage, 'paired' | 'result' | 'capabilities' | 'error'>): void {
    const waiting = mapGet(this.#requests, message.id)
    mapDelete(this.#requests, message.id)
    if (message.t === 'error') waiting?.reject(new PageError(message.name, message.message))
    else waiting?.resolve(message)
  }

  #end(code: number, reason: string): void {
    this.#greeting?.reject(new BridgeFailure(this.#failureKind(code, reason)))
    this.#state = 'closed'
    mapForEach(this.#requests, ({ reject }) => reject(new BridgeFailure('lost')))
    mapClear(this.#requests)
    this.#listener.closed(code)
  }

  /** The bridge gives a reason for one refusal only: it does not support this script's version of the protocol. */
  #failureKind(code: number, reason: string): FailureKind {
    if (this.#state === 'opening') return 'absent'
    return code === tellingCloseCodes.protocol && reason !== '' ? 'version' : 'refused'
  }
}
