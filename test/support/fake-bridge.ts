/** A ScriptedBridge behind a real port that also serves the page's script, and pages that load the script. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { build } from 'vite'
import type { BridgeMessage } from '../../src/shared/bridge-messages'
import { ScriptedBridge } from './scripted-bridge'

/** The page's script, as it is shipped. */
export async function buildPageScript(): Promise<string> {
  const built = await build({
    configFile: 'vite.page.config.ts',
    logLevel: 'silent',
    build: { write: false },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('the build gave no output')
  return output.output[0].code
}

export class FakeBridge {
  readonly script: ScriptedBridge
  readonly port: number
  /** Answers every upgrade with 403, like the bridge to a blocked page. */
  refusesAll = false
  readonly #server: Server
  readonly #sockets = new Set<WebSocket>()

  private constructor(server: Server, script: ScriptedBridge) {
    this.#server = server
    this.script = script
    this.port = portOf(server)
  }

  /** @param port 0 for a free one. */
  static async start(code: string, { script = new ScriptedBridge(), port = 0 } = {}) {
    const server = await listen((_request, response) => {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cross-origin-resource-policy', 'cross-origin')
      response.setHeader('access-control-allow-origin', '*')
      response.end(code)
    }, port)
    const bridge = new FakeBridge(server, script)
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'latchkey.v1' })
    server.on('upgrade', (request, socket, head) => {
      if (bridge.refusesAll) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      sockets.handleUpgrade(request, socket, head, (page) =>
        bridge.#join(page, request.headers.origin ?? ''),
      )
    })
    return bridge
  }

  /** Sends a message to every connected page. */
  say(message: BridgeMessage): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message))
  }

  /** Closes as the bridge of a killed process does. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate()
    await close(this.#server)
  }

  #join(socket: WebSocket, origin: string): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    const receive = this.script.connect(origin, {
      send: (message) => socket.send(JSON.stringify(message)),
      close: (code, reason) => socket.close(code, reason),
    })
    socket.on('message', (data) => receive((data as Buffer).toString()))
  }
}

interface Page {
  /** The content of the document. */
  readonly html: string
  readonly headers?: Readonly<Record<string, string>>
  /** The page is not sent before this promise resolves. */
  readonly after?: Promise<unknown>
}

/** Serves pages at `http://localhost`, each at a path of its own. */
export class PageServer {
  readonly origin: string
  readonly #server: Server
  readonly #pages: Map<string, Page>

  private constructor(server: Server, pages: Map<string, Page>) {
    this.#server = server
    this.#pages = pages
    this.origin = `http://localhost:${portOf(server)}`
  }

  static async start(): Promise<PageServer> {
    const pages = new Map<string, Page>()
    const server = await listen(({ url = '' }, response) => {
      const { html, headers = {}, after } = pages.get(url) ?? { html: '' }
      const send = () => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
        response.end(`<!doctype html><title>Example</title>${html}`)
      }
      if (after) void after.then(send)
      else send()
    }, 0)
    return new PageServer(server, pages)
  }

  /** Returns the address of a new page. */
  add(page: Page): string {
    const path = `/${this.#pages.size}`
    this.#pages.set(path, page)
    return `${this.origin}${path}`
  }

  stop(): Promise<void> {
    return close(this.#server)
  }
}

async function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
