import type { Socket } from 'node:net'
import type { PeerOwner } from './ports'

interface ConnectionGateOptions {
  readonly peers: PeerOwner
  /** The user id of this process; undefined on systems without user ids. */
  readonly ownUid: number | undefined
  /** How many connections of our own user may be open at once. */
  readonly limit: number
  /** Receives one sentence for each connection that the gate closed. */
  readonly closed: (reason: string) => void
}

/**
 * Decides about connections before they become requests. It closes connections of other users at once and does not count them,
 * so that another user cannot use up our room.
 */
export class ConnectionGate {
  readonly #options: ConnectionGateOptions
  readonly #decisions = new WeakMap<Socket, Promise<boolean>>()
  readonly #open = new Set<Socket>()
  /** The open connections without a request, oldest first. */
  readonly #silent = new Set<Socket>()
  readonly #asked = new WeakSet<Socket>()
  readonly #ofOwnUser = new WeakSet<Socket>()

  constructor(options: ConnectionGateOptions) {
    this.#options = options
  }

  /** Call it for each new connection. */
  enter(socket: Socket): void {
    this.#decisions.set(socket, this.#decide(socket))
  }

  /** Call it for each request. Resolves with false if the connection can no longer take an answer. */
  async admits(socket: Socket): Promise<boolean> {
    this.#asked.add(socket)
    this.#silent.delete(socket)
    const isOpen = await this.#decisions.get(socket)
    return isOpen === true && socket.writable
  }

  /** Whether the system says that the program at the other end runs as our own user. Call it after {@link admits}. */
  isOfOwnUser(socket: Socket): boolean {
    return this.#ofOwnUser.has(socket)
  }

  async #decide(socket: Socket): Promise<boolean> {
    const isStranger = await this.#isStranger(socket)
    if (socket.destroyed) return false
    if (isStranger) {
      this.#close(socket, 'the connection comes from a program of another user')
      return false
    }
    if (this.#open.size < this.#options.limit || this.#makeRoom()) {
      this.#count(socket)
      return true
    }
    this.#close(socket, `there are already ${this.#options.limit} open connections`)
    return false
  }

  async #isStranger(socket: Socket): Promise<boolean> {
    const { remoteAddress, remotePort, localPort } = socket
    const { ownUid, peers } = this.#options
    if (ownUid === undefined) return false
    if (remoteAddress === undefined || remotePort === undefined || localPort === undefined)
      return true
    const uid = await peers
      .uidOf({ peerAddress: remoteAddress, peerPort: remotePort, ownPort: localPort })
      .catch(() => undefined)
    if (uid === ownUid) this.#ofOwnUser.add(socket)
    return uid !== undefined && uid !== ownUid
  }

  /** Closes the oldest connection without a request. A browser sends its request as soon as it is connected. */
  #makeRoom(): boolean {
    const [oldest] = this.#silent
    if (!oldest) return false
    this.#forget(oldest)
    this.#close(
      oldest,
      `a connection without a request gave way: ${this.#options.limit} connections are open`,
    )
    return true
  }

  #count(socket: Socket): void {
    this.#open.add(socket)
    if (!this.#asked.has(socket)) this.#silent.add(socket)
    socket.once('close', () => this.#forget(socket))
  }

  #forget(socket: Socket): void {
    this.#open.delete(socket)
    this.#silent.delete(socket)
  }

  /** Resets the connection, because an orderly end would stay in the kernel's list of sockets for a minute. */
  #close(socket: Socket, reason: string): void {
    this.#options.closed(reason)
    socket.resetAndDestroy()
  }
}
