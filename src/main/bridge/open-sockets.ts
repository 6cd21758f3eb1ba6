import type { PageSocket } from './page-socket'

/** The sockets of all connected documents. */
export class OpenSockets {
  readonly #sockets = new Set<PageSocket>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get inAll(): number {
    return this.#sockets.size
  }

  ofOrigin(origin: string): number {
    return this.list().filter((socket) => socket.origin === origin).length
  }

  list(): readonly PageSocket[] {
    return [...this.#sockets]
  }

  add(socket: PageSocket): void {
    this.#sockets.add(socket)
    this.#changed()
  }

  remove(socket: PageSocket): void {
    if (this.#sockets.delete(socket)) this.#changed()
  }
}
