/** The browser's side of the page script's connection, in memory, joined to a ScriptedBridge. */
import { createHmac } from 'node:crypto'
import { Connection } from '../../src/page/connection/connection'
import { Grants } from '../../src/page/connection/grants'
import type { GrantKeeper } from '../../src/page/connection/grants'
import { pairRequest } from '../../src/page/connection/pair-request'
import type { ConnectionPorts, SocketHandlers } from '../../src/page/ports'
import type { BridgeMessage } from '../../src/shared/bridge-messages'
import { FakeClock } from './fake-clock'
import { ScriptedBridge } from './scripted-bridge'

export const PAGE_ORIGIN = 'https://example.org'
export const BRIDGE_HOST = '127.0.0.1:47801'

export class PageBridge {
  readonly bridge = new ScriptedBridge()
  readonly clock = new FakeClock()
  readonly warnings: string[] = []
  /** The pairing code that the page shows now. */
  code: string | undefined
  /** False: no program listens at the port. */
  isRunning = true
  /** True: the program at the port accepts connections, but neither answers nor refuses them. */
  isStalled = false
  isVisible = true
  /** Sockets that the page has opened so far. */
  opened = 0
  readonly #sockets = new Set<SocketHandlers>()
  #shown: (() => void) | undefined

  readonly ports: ConnectionPorts = {
    openSocket: (handlers) => this.#open(handlers),
    randomBytes: (length) => new Uint8Array(length).fill(7),
    hmac: (key) => async (text) => createHmac('sha256', key).update(text).digest(),
    after: (ms, callback) => this.clock.after(ms, callback),
    whenVisible: (callback) => {
      if (this.isVisible) callback()
      else this.#shown = callback
    },
    warn: (message) => void this.warnings.push(message),
  }

  showCode(code: string): () => void {
    this.code = code
    return () => {
      this.code = undefined
    }
  }

  /** Sends a message to every connected page. */
  say(message: BridgeMessage): void {
    for (const handlers of [...this.#sockets]) handlers.received(JSON.stringify(message))
  }

  closeAll(code = 1006, reason = ''): void {
    for (const handlers of [...this.#sockets]) this.#close(handlers, code, reason)
  }

  show(): void {
    this.isVisible = true
    this.#shown?.()
  }

  #open(handlers: SocketHandlers) {
    this.opened++
    this.#sockets.add(handlers)
    const receive = this.bridge.connect(PAGE_ORIGIN, {
      send: (message) => later(() => this.#deliver(handlers, message)),
      close: (code, reason = '') => later(() => this.#close(handlers, code, reason)),
    })
    if (this.isStalled)
      return { send: () => undefined, close: () => this.#close(handlers, 1006, '') }
    if (this.isRunning) later(() => handlers.opened())
    else later(() => this.#close(handlers, 1006, ''))
    return {
      send: (text: string) => {
        if (this.#sockets.has(handlers)) receive(text)
      },
      close: () => later(() => this.#close(handlers, 1000, '')),
    }
  }

  #deliver(handlers: SocketHandlers, message: BridgeMessage): void {
    if (this.#sockets.has(handlers)) handlers.received(JSON.stringify(message))
  }

  #close(handlers: SocketHandlers, code: number, reason: string): void {
    if (this.#sockets.delete(handlers)) handlers.closed(code, reason)
  }
}

/** A page's storage. `blocked` throws at each use, like a browser that blocks storage. */
export function testGrants({ blocked = false } = {}): Grants {
  const stores = { session: new Map<string, string>(), longer: new Map<string, string>() }
  return new Grants(BRIDGE_HOST, (keep) => {
    if (blocked) throw new DOMException('blocked', 'SecurityError')
    const store = stores[keep]
    return {
      read: (key) => store.get(key) ?? null,
      write: (key, value) => void store.set(key, value),
      remove: (key) => void store.delete(key),
    }
  })
}

/** A connection of a page to a bridge in memory. */
export function testConnection({
  grants = testGrants(),
  pageName = 'Example',
  canPair = true,
}: { grants?: GrantKeeper; pageName?: string; canPair?: boolean } = {}) {
  const page = new PageBridge()
  const connection = new Connection(page.ports, {
    host: BRIDGE_HOST,
    greeter: { origin: PAGE_ORIGIN, frame: { crossOrigin: false }, version: '1.2.3' },
    grants,
    pair: canPair
      ? pairRequest(
          () => pageName,
          (code) => page.showCode(code),
        )
      : undefined,
  })
  return { page, connection, grants }
}

/** Runs everything that is due now: promises and messages in flight. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

function later(work: () => void): void {
  setImmediate(work)
}
