/** The commands of test drivers: WebDriver's, and Latchkey's own (docs/automation.md). */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { EventStream } from './events/event-stream'
import { Forwarding } from './forward/forwarding'
import { BrowserDriver } from './forward/browser-driver'
import type { AutomationPorts, SessionHost } from './ports'
import type { Answer } from './front-door'
import { readJson } from './request-body'
import { findRoute, isLatchkeyPath, ScriptText, type Route } from './routes'
import { latchkeyRoutes } from './latchkey/latchkey-routes'
import { Sessions } from './sessions'
import type { LatchkeyInfo } from './webdriver/capabilities'
import { authenticatorRoutes, sessionRoutes } from './webdriver/commands'
import { WebDriverError } from './webdriver/webdriver-error'

const JSON_TYPE = 'application/json'
const JAVASCRIPT = 'text/javascript'

export interface AutomationOptions extends LatchkeyInfo {
  /** Ends a session after this many idle milliseconds; 0 never ends a session. */
  readonly sessionIdleMs: number
  /** The browser's driver, for all commands that are not Latchkey's; absent without such a driver. */
  readonly webDriver?: URL
}

export class AutomationServer {
  readonly #ports: AutomationPorts
  readonly #options: AutomationOptions
  readonly #sessions: Sessions
  readonly #routes: readonly Route[]
  readonly #forwarding: Forwarding | undefined

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
  }

  /** @throws when the host for pages without a session cannot be made. */
  static async start(
    ports: AutomationPorts,
    options: AutomationOptions,
  ): Promise<AutomationServer> {
    const base = await ports.newSessionHost(() => undefined)
    const server = new AutomationServer(ports, options, base)
    server.#sessions.prepareNext()
    return server
  }

  #makeForwarding(): Forwarding | undefined {
    const { webDriver } = this.#options
    const { fault } = this.#ports
    const sessions = this.#sessions
    return webDriver && new Forwarding({ driver: new BrowserDriver(webDriver), sessions, fault })
  }

  /** Ends every session. */
  async stop(): Promise<void> {
    await this.#sessions.endAll()
  }

  /** Answers an authorised request (front-door.ts). */
  readonly answer: Answer = async (request, response, path) => {
    if (await this.#forward(request, response, path)) return
    const [status, answer] = await this.#run(request, path, abortedWhenGone(response))
    if (answer instanceof EventStream) answer.send(response)
    else if (answer instanceof ScriptText) send(response, status, JAVASCRIPT, answer.text)
    else send(response, status, JSON_TYPE, JSON.stringify(answer))
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

/** A signal that aborts when the connection closes before the answer. */
function abortedWhenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort()
  })
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
