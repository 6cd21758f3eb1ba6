import type { WebSocket } from 'ws'
import { closeCodes, type BridgeMessage } from '../../shared/bridge-messages'
import { nextTurn } from '../platform/next-turn'
import { readMessage } from './message-text'
import { PageSession } from './page-session'
import { RateLimit } from '../platform/rate-limit'
import type { Caller, PageChannel, SessionContext } from './session-context'

const HELLO_WITHIN_MS = 2_000
/** Pings and pongs count like messages. */
const MESSAGES_A_SECOND = 60
const IDLE_MS = 60_000
const PING_EVERY_MS = 20_000
const PONG_WITHIN_MS = 10_000
/** WebSocket's code for a fault of the server (RFC 6455 §7.4.1). */
const INTERNAL_ERROR = 1011

/** One document's WebSocket. Parses its messages and enforces the limits on their size, number and time. */
export class PageSocket implements PageChannel {
  readonly origin: string
  readonly session: PageSession
  /** Resolves once the connection is closed. */
  readonly closed: Promise<void>
  readonly #socket: WebSocket
  readonly #context: SessionContext
  readonly #messages: RateLimit
  readonly #stopHelloTimer: () => void
  #stopIdleTimer: () => void
  #stopPulse: () => void
  #awaitsPong = false

  constructor(caller: Caller, socket: WebSocket, context: SessionContext) {
    const { clock } = context.ports
    this.origin = caller.origin
    this.session = new PageSession(caller, this, context)
    this.#socket = socket
    this.#context = context
    this.#messages = new RateLimit(MESSAGES_A_SECOND, 1_000, clock)
    this.#stopHelloTimer = clock.after(HELLO_WITHIN_MS, () =>
      this.#refuse(closeCodes.noHello, 'no hello came within 2 seconds'),
    )
    this.#stopIdleTimer = clock.after(IDLE_MS, () => this.#closeIfIdle())
    this.#stopPulse = clock.after(PING_EVERY_MS, () => this.#ping())
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
    socket.on('ping', () => this.#count())
    socket.on('pong', () => this.#pong())
    socket.on('error', (error) => this.#note(transportFault(error)))
    socket.on('close', () => this.#gone())
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
  }

  send(message: BridgeMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message))
  }

  close(code: number, reason?: string): void {
    this.#stopTimers()
    this.#socket.close(code, reason)
  }

  async caughtUp(): Promise<void> {
    // The system delivers the last data in one turn of the event loop, and the end of the connection in the next.
    await nextTurn()
    await nextTurn()
    // `ws` reports the end only when both sides have closed.
    if (this.#socket.readyState !== this.#socket.OPEN) this.session.gone()
    else this.session.checkGrant()
  }

  /** Closes the connection of an unpaired page, because a newer page needs the room. */
  giveWay(): void {
    this.#refuse(closeCodes.idle, 'the page is not paired and gave way to a newer one')
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (!this.#count()) return
    if (isBinary) {
      this.#refuse(closeCodes.notText, 'a message is binary')
      return
    }
    const read = readMessage(data.toString('utf8'))
    if (read.ok) {
      this.#stopHelloTimer()
      this.#restartIdleTimer()
      this.#handle(read.message)
    } else this.#refuse(read.code, read.reason)
  }

  /** An internal error closes only this socket. */
  #handle(message: Parameters<PageSession['receive']>[0]): void {
    try {
      this.session.receive(message)
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error
      this.#context.ports.fault(message.t, error)
      this.#refuse(INTERNAL_ERROR, `${message.t}: something failed inside Latchkey (${kind})`)
    }
  }

  /** Counts a frame. Returns false if the frame must be ignored. */
  #count(): boolean {
    // A closing socket still delivers frames that the page had already sent.
    if (this.#socket.readyState !== this.#socket.OPEN) return false
    if (this.#context.unlimited || this.#messages.take('')) return true
    this.#refuse(
      closeCodes.tooManyMessages,
      `the page sent more than ${MESSAGES_A_SECOND} messages within a second`,
    )
    return false
  }

  #restartIdleTimer(): void {
    this.#stopIdleTimer()
    this.#stopIdleTimer = this.#context.ports.clock.after(IDLE_MS, () => this.#closeIfIdle())
  }

  /** A page that connected to a locked vault waits for the event that the vault is unlocked. */
  #closeIfIdle(): void {
    if (this.#context.ports.vault.isOpen() && this.session.isDispensable) {
      this.close(closeCodes.idle)
      this.session.gone()
    } else this.#restartIdleTimer()
  }

  #ping(): void {
    this.#awaitsPong = true
    this.#socket.ping()
    this.#stopPulse = this.#context.ports.clock.after(PONG_WITHIN_MS, () => {
      this.#note('the page did not answer a ping within 10 seconds')
      this.#socket.terminate()
    })
  }

  /** RFC 6455 §5.5.3 allows an unsolicited pong, which only counts as a frame. */
  #pong(): void {
    if (!this.#count() || !this.#awaitsPong) return
    this.#awaitsPong = false
    this.#stopPulse()
    this.#stopPulse = this.#context.ports.clock.after(PING_EVERY_MS, () => this.#ping())
  }

  #refuse(code: number, reason: string): void {
    this.#note(reason)
    this.close(code)
    this.session.gone()
  }

  #gone(): void {
    this.#stopTimers()
    this.session.gone()
  }

  #stopTimers(): void {
    this.#stopHelloTimer()
    this.#stopIdleTimer()
    this.#stopPulse()
  }

  #note(reason: string): void {
    const { origin } = this
    this.#context.refusals.note({ kind: 'refusal', origin, outcome: 'refused', reason })
  }
}

/** Describes an error after which `ws` has closed the socket with the code of RFC 6455. */
function transportFault(error: Error & { readonly code?: string }): string {
  switch (error.code) {
    case 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH':
      return 'a message is too big'
    case 'WS_ERR_INVALID_UTF8':
      return 'a message is not UTF-8'
    default:
      return 'the connection broke, or a frame is malformed'
  }
}
