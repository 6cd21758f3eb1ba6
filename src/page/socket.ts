import { queueMicrotask } from './builtins'
import { SUBPROTOCOL } from '../shared/bridge-messages'
import type { Socket, SocketHandlers } from './ports'
import type { Realm } from './realm'

/** WebSocket's code for an end without a closing handshake. */
const ABNORMAL_CLOSURE = 1006

/** Makes the function that opens a socket for the document in `realm`. */
export function socketOpener(realm: Realm, url: string): (handlers: SocketHandlers) => Socket {
  const { WebSocket } = realm
  return (handlers) => {
    try {
      return new RealmSocket(realm, () => new WebSocket(url, SUBPROTOCOL), handlers)
    } catch {
      // Firefox throws when a Content-Security-Policy forbids the socket. Chromium fires `error`.
      // After the caller has its socket.
      queueMicrotask(() => handlers.closed(ABNORMAL_CLOSURE, ''))
      return { send: ignore, close: ignore }
    }
  }
}

/**
 * A socket that opens again when its window gets another document before it has opened: a frame's first, empty document
 * takes its sockets away when the frame's own document comes.
 */
class RealmSocket implements Socket {
  readonly #realm: Realm
  readonly #connect: () => WebSocket
  readonly #handlers: SocketHandlers
  #socket: WebSocket
  #document: Document
  #state: 'opening' | 'open' | 'closed' = 'opening'

  constructor(realm: Realm, connect: () => WebSocket, handlers: SocketHandlers) {
    this.#realm = realm
    this.#connect = connect
    this.#handlers = handlers
    this.#document = realm.document
    this.#socket = this.#listen(connect())
  }

  send(text: string): void {
    this.#socket.send(text)
  }

  close(): void {
    this.#socket.close()
  }

  #listen(socket: WebSocket): WebSocket {
    socket.addEventListener('open', () => {
      this.#state = 'open'
      this.#handlers.opened()
    })
    socket.addEventListener('close', ({ code, reason }) => this.#closed(socket, code, reason))
    // Chromium sends no `close` after `error` when a Content-Security-Policy forbids the socket.
    socket.addEventListener('error', () => this.#closed(socket, ABNORMAL_CLOSURE, ''))
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#handlers.received(data)
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
      this.#socket = this.#listen(this.#connect())
      return true
    } catch {
      // The window's document is of another origin now, or a policy forbids the socket.
      return false
    }
  }
}

function ignore(): void {
  // There is no socket.
}
