/** A page's side of the bridge, by docs/bridge-protocol.md. */
import { createHmac, randomBytes } from 'node:crypto'
import { WebSocket, type ClientOptions } from 'ws'
import type { Grant } from '../../src/main/bridge/ports'
import type { BridgeMessage } from '../../src/shared/bridge-messages'
import { ORIGIN } from './bridge'
import type { FakeClock } from './fake-clock'

interface Place {
  readonly port: number
  readonly origin?: string
  readonly options?: ClientOptions
}

/** The answer to a first request that does not tell a page anything. */
export const NOT_ALLOWED = {
  t: 'error',
  id: 1,
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
}

export interface Closed {
  readonly code: number
  readonly reason: string
}

export class BridgePage {
  /** Resolves with the close code, whichever side closes. */
  readonly closed: Promise<Closed>
  readonly socket: WebSocket
  /** Whether the page answers each `echo` by itself. */
  echoes = true
  readonly #received: BridgeMessage[] = []
  readonly #waiting: ((message: BridgeMessage) => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as BridgeMessage
      if (message.t === 'echo' && this.echoes) {
        this.send(message)
        return
      }
      const waiting = this.#waiting.shift()
      if (waiting) waiting(message)
      else this.#received.push(message)
    })
    socket.on('error', () => undefined)
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    )
  }

  /** Connects; rejects with the status when the upgrade is refused, and with the error when the connection breaks. */
  static open({ port, origin = ORIGIN, options = {} }: Place): Promise<BridgePage> {
    const url = `ws://127.0.0.1:${port}/v1/ws`
    const socket = new WebSocket(url, ['latchkey.v1'], { origin, ...options })
    const page = new BridgePage(socket)
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(page))
      socket.once('error', reject)
      socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
        reject(new Error(`refused: ${statusCode}`))
        socket.terminate()
      })
    })
  }

  /** Connects and says hello without a grant. */
  static async unpaired(place: Place): Promise<BridgePage> {
    const page = await BridgePage.open(place)
    page.send(hello())
    await page.next()
    return page
  }

  /** Connects and is challenged; `proof` is the right answer. */
  static async challenged(place: Place, grant: Grant, greeting = hello({ grant: grant.id })) {
    const page = await BridgePage.open({ origin: grant.origin, ...place })
    const welcome = await page.ask(greeting)
    if (welcome.t !== 'welcome' || welcome.state !== 'challenge')
      throw new Error(`no challenge: ${JSON.stringify(welcome)}`)
    const { snonce } = welcome
    return { page, snonce, greeting, proof: pageProof(grant, snonce, greeting.cnonce) }
  }

  /** Connects and proves a grant. */
  static async ready(place: Place, grant: Grant, greeting?: ReturnType<typeof hello>) {
    const { page, proof } = await BridgePage.challenged(place, grant, greeting)
    const ready = await page.ask({ t: 'auth', proof })
    if (ready.t !== 'ready') throw new Error(`not ready: ${JSON.stringify(ready)}`)
    return page
  }

  /** Sends a message, or any text as it is. */
  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The next message that the bridge sends. */
  next(): Promise<BridgeMessage> {
    const received = this.#received.shift()
    if (received) return Promise.resolve(received)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Sends a message and awaits the next one. */
  ask(message: unknown): Promise<BridgeMessage> {
    this.send(message)
    return this.next()
  }

  /** Resolves once the bridge has acted on every message sent so far. Immediate answers have arrived by then. */
  async settled(): Promise<readonly BridgeMessage[]> {
    const pong = new Promise((resolve) => this.socket.once('pong', resolve))
    this.socket.ping()
    await pong
    return this.#received.splice(0)
  }

  /** Lets time pass while the page answers its pings; returns what the bridge sent during that time. */
  async outlast(clock: FakeClock, ms: number): Promise<readonly BridgeMessage[]> {
    const received: BridgeMessage[] = []
    for (let left = ms; left > 0; left -= 5_000) {
      clock.advance(Math.min(left, 5_000))
      received.push(...(await this.settled()))
    }
    return received
  }
}

/** A valid hello; give only the fields that the test is about. */
export function hello(fields: { grant?: string; v?: unknown; frame?: unknown } = {}) {
  return {
    t: 'hello',
    v: [1],
    shim: '1.0.0',
    cnonce: randomBytes(16).toString('base64url'),
    frame: { crossOrigin: false },
    ...fields,
  }
}

/** The page's proof, implemented a second time. Both implementations follow only the text of the protocol. */
export function pageProof(
  { token, origin }: Pick<Grant, 'token' | 'origin'>,
  snonce: string,
  cnonce: string,
): string {
  const text = `client\n${origin}\n${snonce}\n${cnonce}`
  return createHmac('sha256', token).update(text).digest('base64url')
}
