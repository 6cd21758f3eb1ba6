import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The page's host. `create` makes passkeys for its parent domain; `get` uses the passkey of the host itself. */
const HOST = 'page.bench.localhost'

export interface PageServer {
  readonly origin: string
  readonly rpId: string
  close(): void
}

/**
 * Serves an empty page with the contest's script, and frames with a bridge's script. The documents are cross-origin
 * isolated, because the browser then gives them a clock that is twenty times finer.
 */
export async function servePages(contestScript: string): Promise<PageServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const bridge = Number(url.searchParams.get('bridge'))
    const script =
      url.pathname === '/frame'
        ? `<script src="http://127.0.0.1:${bridge}/latchkey.js"></script>`
        : `<script>${contestScript}</script>`
    response
      .writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      })
      .end(`<!doctype html><title>bench</title><body>${script}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://${HOST}:${port}`,
    rpId: HOST,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
