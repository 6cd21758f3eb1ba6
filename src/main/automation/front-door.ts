/**
 * The HTTP server's address and its access check. It opens before the rest of automation is loaded, so that test drivers know
 * the address early. An early request waits for the rest.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { THIS_COMPUTER, type Reach } from '../platform/reach'
import { unrefServer } from '../platform/unref-server'
import { authorizedPath } from './request-gate'

/** Answers an authorised request. `path` is below the secret, with a leading slash. Never rejects. */
export type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<void>

const SECRET_BYTES = 32

export interface DoorOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Where drivers may call from: only this computer by default. The door uses the first address. */
  readonly reach?: Reach
  /** Whether the process may end while the door is open; false by default. */
  readonly isUnref?: boolean
}

export class FrontDoor {
  /** The URL's first path segment. */
  readonly #secret = randomBytes(SECRET_BYTES).toString('base64url')
  readonly #server: Server
  readonly #answer: Promise<Answer>
  #resolve: (answer: Answer | Promise<Answer>) => void = () => undefined
  readonly #reach: Reach
  #port = 0

  private constructor({ reach = THIS_COMPUTER, isUnref = false }: DoorOptions) {
    this.#reach = reach
    this.#answer = new Promise((resolve) => (this.#resolve = resolve))
    // The code that starts automation reports the failure.
    this.#answer.catch(() => undefined)
    this.#server = createServer((request, response) => void this.#receive(request, response))
    // With a time-out, the server could close an idle connection just when the driver uses it again.
    this.#server.keepAliveTimeout = 0
    if (isUnref) unrefServer(this.#server)
  }

  /** @throws when the port is taken. */
  static async open(options: DoorOptions): Promise<FrontDoor> {
    const door = new FrontDoor(options)
    const [host] = door.#reach.addresses
    door.#server.listen({ host, port: options.port, exclusive: true })
    await once(door.#server, 'listening')
    door.#port = (door.#server.address() as AddressInfo).port
    return door
  }

  /** The URL for the driver. It contains the secret, so give it only to the driver and never log it. */
  get url(): string {
    return `http://${this.#reach.hosts[0]}:${this.#port}/${this.#secret}`
  }

  /** Answers all requests with `answer`, including those that wait. When `answer` rejects, their connections end. */
  answerBy(answer: Answer | Promise<Answer>): void {
    this.#resolve(answer)
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = authorizedPath(
      {
        peerAddress: request.socket.remoteAddress,
        headers: request.headersDistinct,
        target: request.url ?? '',
      },
      { secret: this.#secret, port: this.#port, reach: this.#reach },
    )
    if (path === undefined) response.writeHead(403, { 'Content-Length': '0' }).end()
    else
      await this.#answer.then(
        (answer) => answer(request, response, path),
        () => response.destroy(),
      )
  }
}
