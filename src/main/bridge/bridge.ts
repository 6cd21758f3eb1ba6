/**
 * Connects pages with the app: one WebSocket per document, on loopback addresses only unless an automation caller requests
 * another (docs/bridge-protocol.md). This folder handles all hostile input. A page reaches a passkey only through a ceremony.
 */
import type { WebSocket } from 'ws'
import type { BridgeState, ListenerState } from '../../shared/app-state'
import { PORTS_TRIED } from '../../shared/bridge-port'
import { THIS_COMPUTER, type Reach } from '../platform/reach'
import { whyNotListening } from '../platform/why-not-listening'
import { unrefServer } from '../platform/unref-server'
import { DialogLimits } from './dialog-limits'
import { RequestHandler } from './request-handler'
import { GrantCheck } from './grant-check'
import { hardenedServer, type Patience } from './http-server'
import { closeListeners, openListeners, type Listeners } from './listeners'
import { LostGrants } from './lost-grants'
import { OpenSockets } from './open-sockets'
import { PageSocket } from './page-socket'
import { PairingQueue } from './pairing-queue'
import type { BridgePorts } from './ports'
import { RefusalLog } from './refusal-log'
import { scriptIntegrity } from './script-integrity'
import type { Caller, SessionContext } from './session-context'
import { WaitingSignals } from './waiting-signals'

/** WebSocket's code for a server that stops (RFC 6455 §7.4.1). */
const GOING_AWAY = 1001

/** `perOwner` is high enough for a site with many tabs. */
const SOCKET_LIMITS = { inAll: 256, perOwner: 64 }
const NO_SOCKET_LIMITS = { inAll: Infinity, perOwner: Infinity }
/** Leaves room for requests in addition to the sockets of pages. */
const MAX_CONNECTIONS = 2 * SOCKET_LIMITS.inAll

const OFF: ListenerState = { enabled: false, port: null, addresses: [], problem: null }

export interface BridgeOptions {
  /** The app's version. `welcome` tells it to pages. */
  readonly appVersion: string
  /** The page's script, as text. */
  readonly script: string
  /** The user id of this process, `process.getuid()`; undefined on systems without user ids. */
  readonly uid: number | undefined
  /** For tests: switches off the limits on sockets and messages, and lets the browser decide which origins are secure. */
  readonly unlimited?: boolean
  /** Whether the process may end while the bridge listens; false by default. */
  readonly isUnref?: boolean
  /** How long the bridge waits for a request. Tests pass less than the default. */
  readonly patience?: Patience
  /** Where pages may connect from: only this computer by default. */
  readonly reach?: Reach
}

export class Bridge {
  readonly #options: BridgeOptions
  readonly #context: SessionContext
  readonly #sockets: OpenSockets
  readonly #stateListeners = new Set<() => void>()
  readonly #connectionListeners = new Set<() => void>()
  #state: BridgeState
  #running: { readonly listeners: Listeners; readonly handler: RequestHandler } | undefined
  /** Starts and stops run one at a time. */
  #queue: Promise<unknown> = Promise.resolve()
  #vaultWasOpen: boolean

  constructor(options: BridgeOptions, ports: BridgePorts) {
    const refusals = new RefusalLog(ports.report, ports.clock)
    const grants = new GrantCheck(ports.grants, ports.clock)
    this.#options = options
    this.#state = { ...OFF, scriptIntegrity: scriptIntegrity(options.script) }
    this.#sockets = new OpenSockets(options.unlimited ? NO_SOCKET_LIMITS : SOCKET_LIMITS, () =>
      this.#emit(this.#connectionListeners),
    )
    const lostGrants = new LostGrants(ports, grants, (id) => this.#sockets.haveProved(id))
    this.#context = {
      ports,
      appVersion: options.appVersion,
      unlimited: options.unlimited ?? false,
      grants,
      lostGrants,
      pairing: new PairingQueue(ports, lostGrants, refusals),
      dialogLimits: new DialogLimits(ports, refusals),
      signals: new WaitingSignals(ports, grants, refusals),
      refusals,
      endOrigin: (origin) => this.revoke(origin),
    }
    this.#vaultWasOpen = ports.vault.isOpen()
    ports.vault.onChange(() => this.#vaultChanged())
  }

  get state(): BridgeState {
    return this.#state
  }

  /**
   * Switches the bridge on. Restarts a bridge that is already on.
   *
   * @param port the first of five ports to try; 0 for any free port.
   * @returns the new state. When no port is free, the state says so; `start` does not throw.
   */
  start({ port }: { readonly port: number }): Promise<BridgeState> {
    return this.#enqueue(async () => {
      await this.#closeEverything()
      const reach = this.#options.reach ?? THIS_COMPUTER
      const handler = new RequestHandler(
        {
          script: this.#options.script,
          uid: this.#options.uid,
          maxConnections: this.#context.unlimited ? Infinity : MAX_CONNECTIONS,
          fullFor: (origin) => this.#sockets.fullFor(origin),
          isHttpTrusted: this.#context.unlimited,
          reach,
          admit: (caller, socket) => this.#admit(caller, socket),
        },
        this.#context.ports,
        this.#context.refusals,
      )
      const listeners = await openListeners(() => this.#newServer(handler), reach.addresses, port)
      this.#running = listeners && { listeners, handler }
      this.#setState(listeners ? listeningState(listeners) : noPortState(port))
      return this.#state
    })
  }

  /** Switches the bridge off. Disconnects every page and ends the page's open requests. */
  stop(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#closeEverything()
      this.#setState(OFF)
    })
  }

  /** Switches the bridge off permanently and drops the signals that wait for the vault. */
  async end(): Promise<void> {
    await this.stop()
    this.#context.signals.end()
  }

  /** Forgets, without a record, what pages have sent to the vault. Call it when the vault was erased. */
  forget(): void {
    this.#context.signals.forget()
    this.#context.refusals.forget()
  }

  /** Disconnects the pages of an origin. Call it after removing the origin's grants or blocking the origin. */
  revoke(origin: string): void {
    for (const socket of this.#sockets.list()) if (socket.origin === origin) socket.session.revoke()
  }

  /** The number of connected documents of this origin. */
  connectedCount(origin: string): number {
    return this.#sockets.ofOrigin(origin)
  }

  /** The number of connected documents of all origins. */
  connectedInAll(): number {
    return this.#sockets.inAll
  }

  /**
   * Resolves once everything that the connected documents have sent so far has arrived. Waits at most two seconds for an
   * unresponsive document. Never rejects.
   */
  async caughtUp(): Promise<void> {
    await Promise.all(this.#sockets.list().map(({ session }) => session.caughtUp()))
  }

  /** Calls `listener` after {@link state} changed. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** Calls `listener` after a document connected or disconnected. Returns the function that stops listening. */
  onConnectionsChange(listener: () => void): () => void {
    this.#connectionListeners.add(listener)
    return () => this.#connectionListeners.delete(listener)
  }

  #newServer(handler: RequestHandler) {
    const server = hardenedServer(
      (reason) =>
        this.#context.refusals.note({ kind: 'refusal', origin: null, outcome: 'refused', reason }),
      this.#options.patience,
    )
    handler.serve(server)
    if (this.#options.isUnref) unrefServer(server)
    return server
  }

  #admit(caller: Caller, webSocket: WebSocket): void {
    const socket = new PageSocket(caller, webSocket, this.#context)
    this.#sockets.add(socket)
    webSocket.on('close', () => this.#sockets.remove(socket))
  }

  async #closeEverything(): Promise<void> {
    const running = this.#running
    if (!running) return
    this.#running = undefined
    running.handler.close()
    const sockets = this.#sockets.list()
    for (const socket of sockets) {
      socket.close(GOING_AWAY)
      socket.session.gone('latchkey')
    }
    await closeListeners(running.listeners)
    await Promise.all(sockets.map(({ closed }) => closed))
  }

  #vaultChanged(): void {
    const open = this.#context.ports.vault.isOpen()
    if (open === this.#vaultWasOpen) return
    this.#vaultWasOpen = open
    if (open) void this.#context.signals.drain()
    for (const socket of this.#sockets.list()) socket.session.vaultChanged(open)
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => undefined)
    return result
  }

  #setState(state: ListenerState): void {
    this.#state = { ...this.#state, ...state }
    this.#emit(this.#stateListeners)
  }

  #emit(listeners: ReadonlySet<() => void>): void {
    for (const listener of listeners) listener()
  }
}

function listeningState({ port, open, failed }: Listeners): ListenerState {
  const problem = failed
    .map(
      ({ address, code }) =>
        `Latchkey cannot listen on ${address}, because ${whyNotListening(code)}. Pages can still connect on the other address.`,
    )
    .join(' ')
  const addresses = open.map(({ address }) => address)
  return { enabled: true, port, addresses, problem: problem || null }
}

function noPortState(port: number): ListenerState {
  const ports = port === 0 ? 'No port' : `No port from ${port} to ${port + PORTS_TRIED - 1}`
  const problem = `${ports} is free, so pages cannot connect. Choose another port under Pages, or quit the programs that use these ports, then switch the bridge off and on.`
  return { enabled: true, port: null, addresses: [], problem }
}
