/** A browser's WebDriver BiDi endpoint that answers as a test says, and records the commands. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

export class FakeBidi {
  readonly received: unknown[] = []
  /** The answers to each command. Without an answer, it closes the connection. */
  answers: readonly object[] = [{ type: 'success', id: 1, result: { script: 'script-1' } }]
  readonly #server: WebSocketServer

  private constructor(server: WebSocketServer) {
    this.#server = server
    server.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        this.received.push(JSON.parse(data.toString()))
        for (const answer of this.answers) socket.send(JSON.stringify(answer))
        if (this.answers.length === 0) socket.close()
      })
    })
  }

  static async start(): Promise<FakeBidi> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
    return new FakeBidi(server)
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/session/abc-1`
  }

  /** Connections that are open. */
  get open(): number {
    return this.#server.clients.size
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
