/** A browser's WebDriver server that answers as a test says, and records the commands. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export class FakeDriver {
  readonly asked: Asked[] = []
  /** The answers by `METHOD /path`. Any other command gets null. */
  readonly answers = new Map<string, { status: number; body: string; type?: string }>()
  /** Commands that are never answered, and whether their client has gone. */
  readonly hanging = new Map<string, Promise<void>>()
  readonly #server: Server
  readonly #hangs = new Set<string>()

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<FakeDriver> {
    const server = createServer()
    const driver = new FakeDriver(server)
    server.on('request', (request, response) => {
      void text(request)
        .catch(() => '')
        .then((body) => {
          const { method = '', url: path = '', headers } = request
          driver.asked.push({ method, path, headers, body })
          const name = `${method} ${path}`
          if (driver.#hangs.has(name)) {
            driver.hanging.set(
              name,
              once(response, 'close').then(() => undefined),
            )
            return
          }
          const answer = driver.answers.get(name) ?? { status: 200, body: '{"value":null}' }
          response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' })
          response.end(answer.body)
        })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return driver
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/wd`)
  }

  answer(name: string, value: unknown, status = 200): void {
    this.answers.set(name, { status, body: JSON.stringify({ value }) })
  }

  fail(name: string, error: string, status = 404): void {
    this.answer(name, { error, message: 'because', stacktrace: 'at driver' }, status)
  }

  hang(name: string): void {
    this.#hangs.add(name)
  }

  sent(name: string): Asked | undefined {
    return this.asked.find(({ method, path }) => `${method} ${path}` === name)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close').catch(() => undefined)
  }
}
