import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws'
import { MAX_MESSAGE_BYTES } from '../../shared/bridge-messages'
import type { Reach } from '../platform/reach'
import { ConnectionGate } from './connection-gate'
import { refuseResponse, refuseSocket } from './http-server'
import { MAX_ORIGIN_LENGTH } from './origin'
import type { BridgePorts } from './ports'
import type { RefusalLog } from './refusal-log'
import type { Caller } from './session-context'
import {
  checkScriptRequest,
  checkUpgrade,
  type Refusal,
  type RequestDescription,
  type ServerContext,
} from './request-checks'

/** How long `ws` waits for the other side's close frame. */
const CLOSE_TIMEOUT_MS = 1_000

export interface RequestHandlerOptions {
  /** The page's script, as text. */
  readonly script: string
  /** The user id of this process; undefined on systems without user ids. */
  readonly uid: number | undefined
  readonly isHttpTrusted: boolean
  readonly reach: Reach
  /** How many connections may be open at once, sockets of pages included. */
  readonly maxConnections: number
  readonly fullFor: ServerContext['fullFor']
  /** Receives the WebSocket of a page that passed every check. */
  admit(caller: Caller, socket: WebSocket): void
}

/**
 * Answers HTTP requests with a WebSocket, the page's script or a refusal. All refusals look alike, so a caller
 * does not learn which check failed.
 */
export class RequestHandler {
  readonly #options: RequestHandlerOptions
  readonly #ports: BridgePorts
  readonly #refusals: RefusalLog
  readonly #gate: ConnectionGate
  readonly #webSockets: WebSocketServer
  #closed = false

  constructor(options: RequestHandlerOptions, ports: BridgePorts, refusals: RefusalLog) {
    this.#options = options
    this.#ports = ports
    this.#refusals = refusals
    this.#gate = new ConnectionGate({
      peers: ports.peers,
      ownUid: options.uid,
      limit: options.maxConnections,
      closed: (reason) => this.#note(null, reason),
    })
    // The types of `ws` lack `closeTimeout`.
    const webSocketOptions: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      clientTracking: false,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      closeTimeout: CLOSE_TIMEOUT_MS,
    }
    this.#webSockets = new WebSocketServer(webSocketOptions)
  }

  /** Serves one listener. */
  serve(server: Server): void {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch(() => refuseResponse(response, 403))
    }
    server.on('connection', (socket) => this.#gate.enter(socket))
    server.on('request', answer)
    server.on('checkContinue', answer)
    server.on('checkExpectation', answer)
    server.on('upgrade', (request, socket, head) => {
      // The check is asynchronous. A connection that breaks during the check must not raise an uncaught error.
      socket.on('error', () => undefined)
      this.#upgrade(request, socket, head).catch(() => refuseSocket(socket, 403))
    })
  }

  /** Refuses all further upgrades, including those whose check is still running. */
  close(): void {
    this.#closed = true
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const context = this.#serverContext(request)
    if (!(await this.#gate.admits(request.socket))) return
    const checked = checkUpgrade(describe(request), context)
    if (!checked.ok || this.#closed) {
      if (!checked.ok) this.#refused(request, checked)
      refuseSocket(socket, checked.ok ? 403 : checked.status)
      return
    }
    const caller = {
      origin: checked.origin,
      isOwnUser: this.#gate.isOfOwnUser(request.socket),
    }
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#options.admit(caller, webSocket),
    )
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = this.#serverContext(request)
    if (!(await this.#gate.admits(request.socket))) return
    const checked = checkScriptRequest(describe(request), context)
    if (checked.ok) this.#sendScript(response)
    else {
      this.#refused(request, checked)
      refuseResponse(response, checked.status)
    }
  }

  /** Serves GET and HEAD: Node omits the body for HEAD. */
  #sendScript(response: ServerResponse): void {
    response
      .writeHead(200, {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Content-Length': Buffer.byteLength(this.#options.script),
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        // Browsers check a tag's `integrity` only for a script that they may read.
        'Access-Control-Allow-Origin': '*',
        'Cache-Control': 'no-cache',
      })
      .end(this.#options.script)
  }

  #serverContext({ socket }: IncomingMessage): ServerContext {
    const { vault, grants } = this.#ports
    return {
      port: socket.localPort ?? 0,
      // The list of blocked origins is in the vault. While the vault is locked, a page cannot do anything.
      isBlocked: (origin) => vault.isOpen() && grants.isBlocked(origin),
      fullFor: this.#options.fullFor,
      isHttpTrusted: this.#options.isHttpTrusted,
      reach: this.#options.reach,
    }
  }

  #refused({ headersDistinct }: IncomingMessage, { reason }: Refusal): void {
    const [origin = null, second] = headersDistinct.origin ?? []
    const isShown = second === undefined && (origin?.length ?? 0) <= MAX_ORIGIN_LENGTH
    this.#note(isShown ? origin : null, reason)
  }

  #note(origin: string | null, reason: string): void {
    this.#refusals.note({ kind: 'refusal', origin, outcome: 'refused', reason })
  }
}

function describe(request: IncomingMessage): RequestDescription {
  const { socket, method, url, httpVersion, headersDistinct } = request
  return {
    peerAddress: socket.remoteAddress,
    method,
    target: url,
    httpVersion,
    headers: headersDistinct,
  }
}
