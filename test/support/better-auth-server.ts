/** A relying party of Better Auth, with its database in memory, which also serves a page. */
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { toNodeHandler } from 'better-auth/node'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BetterAuthServer {
  readonly origin: string
  stop(): Promise<void>
}

/** @param html of the page at every address that is not Better Auth's. */
export async function startBetterAuth(html: string): Promise<BetterAuthServer> {
  let answer: RequestListener = () => undefined
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api/auth/')) {
      answer(request, response)
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Better Auth</title><body>${html}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const tables = { user: [], session: [], account: [], verification: [], passkey: [] }
  const handle = toNodeHandler(
    betterAuth({
      baseURL: origin,
      secret: 'a secret of this test, long enough for Better Auth',
      database: memoryAdapter(tables),
      emailAndPassword: { enabled: true },
      plugins: [passkey()],
      telemetry: { enabled: false },
      logger: { disabled: true },
    }),
  )
  answer = (request, response) => void handle(request, response)
  return {
    origin,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
