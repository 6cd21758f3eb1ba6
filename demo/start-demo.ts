/** The relying party to try Latchkey with, as a server of this process. It keeps its state in memory. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadPage } from './page-files'
import { RelyingParty } from './relying-party'
import { requestListener } from './request-listener'

/** The port that users know. Latchkey keeps pairings by origin, so another port has to be paired again. */
export const DEMO_PORT = 47_810

export interface DemoOptions {
  /** 0 takes a free port. */
  readonly port: number
  /** URL of Latchkey's page script. With null, the page has no such script and uses the browser's own WebAuthn. */
  readonly bridgeScript: string | null
  /** This computer's name for a browser on another computer; without it, only this computer reaches the page. */
  readonly host?: string
  /** The folder with the files of `demo/page`; by default the one beside this file. */
  readonly pageFolder?: string
}

export interface Demo {
  /** The page's origin; open it in a browser. */
  readonly origin: string
  close(): Promise<void>
}

/**
 * Starts the relying party.
 *
 * @throws when the port is taken.
 */
export async function startDemo({
  port,
  host = 'localhost',
  ...bridge
}: DemoOptions): Promise<Demo> {
  const page = await loadPage({ host, ...bridge })
  const server = createServer()
  await listen(server, { port, host })
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  const watching = new Set<ServerResponse>()
  const changed = () => {
    for (const response of watching) response.write('data: changed\n\n')
  }
  const rp = new RelyingParty({ origin, rpId: host, changed })
  server.on('request', requestListener({ origin, page, rp, watching }))
  return { origin, close: () => close(server) }
}

/** Where the running app serves its page script. */
export function bridgeScriptAt(port: number): string {
  return `http://127.0.0.1:${port}/latchkey.js`
}

function listen(
  server: Server,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken; does another demo run?`, { cause })
          : cause,
      )
    server.once('error', fail).listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
