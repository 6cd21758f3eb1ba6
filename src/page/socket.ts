import { getter, method, queueMicrotask } from './builtins'
import { SUBPROTOCOL } from '../shared/bridge-messages'
import { listen } from './events'
import type { Socket, SocketHandlers } from './ports'
import type { Realm } from './realm'

/** WebSocket's code for an end without a closing handshake. */
const ABNORMAL_CLOSURE = 1006

/** Makes the function that opens a socket for the document in `realm`. */
export function socketOpener(realm: Realm, url: string): (handlers: SocketHandlers) => Socket {
  const parts = socketParts(realm, url)
  return (handlers) => {
    try {
      return new RealmSocket(realm, parts, handlers)
    } catch {
      // Firefox throws when a Content-Security-Policy forbids the socket. Chromium fires `error`. The call is delayed until the
      // caller has its socket.
      queueMicrotask(() => handlers.closed(ABNORMAL_CLOSURE, ''))
      return { send: ignore, close: ignore }
    }
  }
}

type SocketParts = ReturnType<typeof socketParts>

/** The parts of the realm's sockets that the script uses, taken early. */
function socketParts({ CloseEvent, MessageEvent, WebSocket }: Realm, url: string) {
  return {
    connect: () => new WebSocket(url, SUBPROTOCOL),
    send: method(WebSocket, 'send'),
    close: method(WebSocket, 'close'),
    code: getter(CloseEvent, 'code'),
    reason: getter(CloseEvent, 'reason'),
    data: getter(MessageEvent, 'data'),
  }
}

/**
 * A socket that reopens when its window gets another document before the socket has opened, because a frame's first, empty
 * document loses its sockets when the frame's own document loads.
 */
class RealmSocket implements Socket {
  readonly #realm: Realm
  readonly #parts: SocketParts
  readonly #handlers: SocketHandlers
  #socket: WebSocket
  #document: Document
  #state: 'opening' | 'open' | 'closed' = 'opening'

  constructor(realm: Realm, parts: SocketParts, handlers: SocketHandlers) {
    this.#realm = realm
    this.#parts = parts
    this.#handlers = handlers
    this.#document = realm.document
    this.#socket = this.#listen(parts.connect())
  }

  send(text: string): void {
    this.#parts.send(this.#socket, text)
  }

  close(): void {
    this.#parts.close(this.#socket)
  }

  #listen(socket: WebSocket): WebSocket {
    listen(socket, 'open', () => {
      this.#state = 'open'
      this.#handlers.opened()
    })
    const { code, reason, data } = this.#parts
    listen<CloseEvent>(socket, 'close', (event) => this.#closed(socket, code(event), reason(event)))
    // Chromium sends no `close` after `error` when a Content-Security-Policy forbids the socket.
    listen(socket, 'error', () => this.#closed(socket, ABNORMAL_CLOSURE, ''))
    listen<MessageEvent>(socket, 'message', (event) => {
      const text: unknown = data(event)
      if (typeof text === 'string') this.#handlers.received(text)
    })
    return socket
  }

  #closed(socket: WebSocket, code: number, reason: string): void {
    if (this.#state === 'closed' || socket !== this.#socket) return
    if (this.#state === 'opening' && this.#reopened()) return
    this.#state = 'closed'
    this.#handlers.closed(code, reason)
  }

  #reopened(): boolean {
    try {
      const { document } = this.#realm
      if (document === this.#document) return false
      this.#document = document
      this.#socket = this.#listen(this.#parts.connect())
      return true
    } catch {
      // The window's document is now of another origin, or a policy forbids the socket.
      return false
    }
  }
}

function ignore(): void {
  // There is no socket.
}
