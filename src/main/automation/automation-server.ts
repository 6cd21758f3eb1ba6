/**
 * The HTTP server for test drivers: WebDriver below a secret path, on a loopback address unless the caller names another
 * (docs/automation.md).
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeBase64Url } from '../../shared/base64url'
import { EventStream } from './events/event-stream'
import { Forwarding } from './forward/forwarding'
import { BrowserDriver } from './forward/browser-driver'
import type { Reach } from '../platform/reach'
import type { AutomationPorts, SessionHost } from './ports'
import { readJson } from './request-body'
import { authorizedPath } from './request-gate'
import { findRoute, isLatchkeyPath, ScriptText, type Route } from './routes'
import { latchkeyRoutes } from './latchkey/latchkey-routes'
import { Sessions } from './sessions'
import type { LatchkeyInfo } from './webdriver/capabilities'
import { authenticatorRoutes, sessionRoutes } from './webdriver/commands'
import { WebDriverError } from './webdriver/webdriver-error'

const SECRET_BYTES = 32

const JSON_TYPE = 'application/json'
const JAVASCRIPT = 'text/javascript'

export interface AutomationOptions extends LatchkeyInfo {
  /** 0 takes any free port. */
  readonly port: number
  /** From where drivers may call. The first of the addresses is the server's. */
  readonly reach: Reach
  /** Ends a session after so many idle milliseconds; 0 never ends a session. */
  readonly sessionIdleMs: number
  /** The browser's driver, which gets all commands that are not Latchkey's; absent if there is no such driver. */
  readonly webDriver?: URL
}

export class AutomationServer {
  readonly #ports: AutomationPorts
  readonly #options: AutomationOptions
  readonly #sessions: Sessions
  readonly #routes: readonly Route[]
  readonly #secret: string
  readonly #server: Server
  readonly #forwarding: Forwarding | undefined
  #port = 0

  private constructor(ports: AutomationPorts, options: AutomationOptions, base: SessionHost) {
    this.#ports = ports
    this.#options = options
    this.#sessions = new Sessions(ports, base, options.sessionIdleMs)
    this.#forwarding = this.#makeForwarding()
    this.#routes = [
      ...(this.#forwarding?.routes() ?? sessionRoutes(this.#sessions, options)),
      ...authenticatorRoutes(this.#sessions),
      ...latchkeyRoutes(this.#sessions, { ...ports, about: options }),
    ]
    this.#secret = encodeBase64Url(ports.random.bytes(SECRET_BYTES))
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  /** @throws when the port is taken. */
  static async start(
    ports: AutomationPorts,
    options: AutomationOptions,
  ): Promise<AutomationServer> {
    const server = new AutomationServer(ports, options, await ports.newSessionHost(() => undefined))
    await server.#listen()
    return server
  }

  /** The URL for the driver. It contains the secret, so give it only to the driver and never log it. */
  get url(): string {
    return `http://${this.#options.reach.hosts[0]}:${this.#port}/${this.#secret}`
  }

  async #listen(): Promise<void> {
    const { port, reach } = this.#options
    this.#server.listen({ host: reach.addresses[0], port, exclusive: true })
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  #makeForwarding(): Forwarding | undefined {
    const { webDriver } = this.#options
    const { fault } = this.#ports
    const sessions = this.#sessions
    return webDriver && new Forwarding({ driver: new BrowserDriver(webDriver), sessions, fault })
  }

  /** Ends every session. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
    await this.#sessions.endAll()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = authorizedPath(
      {
        peerAddress: request.socket.remoteAddress,
        headers: request.headersDistinct,
        target: request.url ?? '',
      },
      { secret: this.#secret, port: this.#port, reach: this.#options.reach },
    )
    if (path === undefined) response.writeHead(403, { 'Content-Length': '0' }).end()
    else if (!(await this.#forward(request, response, path))) {
      const [status, answer] = await this.#run(request, path, abortedWhenGone(response))
      if (answer instanceof EventStream) answer.send(response)
      else if (answer instanceof ScriptText) send(response, status, JAVASCRIPT, answer.text)
      else send(response, status, JSON_TYPE, JSON.stringify(answer))
    }
  }

  /** @returns whether the command was forwarded to the browser's driver, which then answers it. */
  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<boolean> {
    if (!this.#forwarding || isLatchkeyPath(this.#routes, path)) return false
    try {
      return await this.#forwarding.pass(request, response, path)
    } catch (error) {
      const failure = this.#failure(error)
      if (!response.headersSent) send(response, failure.status, JSON_TYPE, JSON.stringify(failure))
      return true
    }
  }

  async #run(
    request: IncomingMessage,
    path: string,
    signal: AbortSignal,
  ): Promise<[status: number, body: object]> {
    try {
      const { route, parameters } = findRoute(this.#routes, request.method ?? '', path)
      const body = await readJson(request)
      const [lastEventId] = request.headersDistinct['last-event-id'] ?? []
      const value = await route.run({ parameters, body, lastEventId, signal })
      const isJson = !(value instanceof ScriptText || value instanceof EventStream)
      return [200, isJson ? { value: value ?? null } : value]
    } catch (error) {
      const failure = this.#failure(error)
      return [failure.status, failure]
    }
  }

  #failure(error: unknown): WebDriverError {
    if (error instanceof WebDriverError) return error
    this.#ports.fault('automation', error)
    return new WebDriverError(
      'unknown error',
      'something failed inside Latchkey; its log has the details',
    )
  }
}

/** A signal that aborts when the connection closes. After the answer, the abort has no effect. */
function abortedWhenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return gone.signal
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-cache',
      'Content-Length': String(Buffer.byteLength(text)),
    })
    .end(text)
}
