import { ownerOf } from './origin'
import type { PageSocket } from './page-socket'

interface SocketLimits {
  readonly inAll: number
  /** For one owner of origins (`ownerOf`). */
  readonly perOwner: number
}

/** The sockets of all connected documents. */
export class OpenSockets {
  readonly #limits: SocketLimits
  /** Oldest first, each with its owner. */
  readonly #sockets = new Map<PageSocket, string>()
  readonly #changed: () => void

  constructor(limits: SocketLimits, changed: () => void) {
    this.#limits = limits
    this.#changed = changed
  }

  get inAll(): number {
    return this.#sockets.size
  }

  ofOrigin(origin: string): number {
    return this.list().filter((socket) => socket.origin === origin).length
  }

  /** Whether an open page has proved the grant. */
  haveProved(grantId: string): boolean {
    return this.list().some(({ session }) => session.provedGrant === grantId)
  }

  list(): readonly PageSocket[] {
    return [...this.#sockets.keys()]
  }

  /** Why no socket of this origin may be added now; undefined if one may. */
  fullFor(origin: string): string | undefined {
    const { inAll, perOwner } = this.#limits
    const owner = ownerOf(origin)
    const owned = [...this.#sockets.values()].filter((other) => other === owner)
    if (owned.length >= perOwner) return `this site already has ${perOwner} open sockets`
    return this.inAll < inAll || this.#dispensable()
      ? undefined
      : `there are already ${inAll} open sockets`
  }

  /**
   * Adds a socket. If there are too many, closes the oldest dispensable one, because the new socket may belong to a paired
   * page.
   */
  add(socket: PageSocket): void {
    const dispensable = this.inAll < this.#limits.inAll ? undefined : this.#dispensable()
    if (dispensable) {
      this.#sockets.delete(dispensable)
      dispensable.giveWay()
    }
    this.#sockets.set(socket, ownerOf(socket.origin))
    this.#changed()
  }

  remove(socket: PageSocket): void {
    if (this.#sockets.delete(socket)) this.#changed()
  }

  #dispensable(): PageSocket | undefined {
    return this.list().find(({ session }) => session.isDispensable)
  }
}
