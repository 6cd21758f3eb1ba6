/**
 * The relying party to try Latchkey with: `npx tsx demo/server.ts [--port 47810] [--bridge-port 47801]`.
 * It listens on this machine only and keeps its state in memory. Do not use it as a model for a real relying party.
 */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { loadPage } from './page-files'
import { RelyingParty } from './relying-party'
import { requestListener } from './request-listener'

/** Always the same port, because Latchkey keeps pairings by origin. */
const DEFAULT_PORT = 47_810

const DEFAULT_BRIDGE_PORT = 47_801

export interface DemoOptions {
  /** 0 takes a free port. */
  readonly port: number
  /** URL of Latchkey's page script. With null, the page has no such script and uses the browser's own WebAuthn. */
  readonly bridgeScript: string | null
  /** Lets the page reach a bridge on any port: a test driver adds the script of a session. */
  readonly anyBridge?: boolean
  /** This computer's name for a browser on another computer; without it, only this computer reaches the page. */
  readonly host?: string
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

/** @throws unless the option is left out or has a port number. */
export function portNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  throw new Error(`--${option} needs a port number from 0 to 65535.`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'bridge-port': { type: 'string' } },
  })
  const port = portNumber('port', values.port) ?? DEFAULT_PORT
  const bridgePort = portNumber('bridge-port', values['bridge-port']) ?? DEFAULT_BRIDGE_PORT
  const demo = await startDemo({ port, bridgeScript: bridgeScriptAt(bridgePort) })
  console.log(`listening on ${demo.origin}`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(`demo: cannot start: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
}
