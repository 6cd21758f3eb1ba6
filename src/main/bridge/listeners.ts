import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PORTS_TRIED } from '../../shared/bridge-port'

const HIGHEST_PORT = 65_535

export interface Listeners {
  readonly port: number
  readonly open: readonly { readonly address: string; readonly server: Server }[]
  /** Addresses that could not be opened, with the system's error code. */
  readonly failed: readonly { readonly address: string; readonly code: string }[]
}

/**
 * Listens on the same port of all addresses. Tries the requested port, then the next four. 0 means any free port.
 *
 * @returns undefined when no port is free on all addresses, or no address can be opened.
 */
export async function openListeners(
  newServer: () => Server,
  addresses: readonly string[],
  port: number,
): Promise<Listeners | undefined> {
  for (let tried = 0; tried < PORTS_TRIED; tried++) {
    const wanted = port === 0 ? 0 : port + tried
    if (wanted > HIGHEST_PORT) return undefined
    const listeners = await openOn(wanted, newServer, addresses)
    const taken = listeners.failed.some(({ code }) => code === 'EADDRINUSE' || code === 'EACCES')
    if (listeners.open.length > 0 && !taken) return listeners
    await closeListeners(listeners)
  }
  return undefined
}

export async function closeListeners({ open }: Listeners): Promise<void> {
  await Promise.all(
    open.map(({ server }) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }),
  )
}

async function openOn(
  wanted: number,
  newServer: () => Server,
  addresses: readonly string[],
): Promise<Listeners> {
  const open: { address: string; server: Server }[] = []
  const failed: { address: string; code: string }[] = []
  let port = wanted
  for (const address of addresses) {
    const server = newServer()
    const code = await listen(server, address, port)
    if (code !== undefined) failed.push({ address, code })
    else {
      open.push({ address, server })
      port = (server.address() as AddressInfo).port
    }
  }
  return { port, open, failed }
}

/** Resolves with the error's code, or with undefined once the server listens. */
function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name)
    server.once('error', fail)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail)
      // Later errors concern a single connection, which the server refuses or drops.
      server.on('error', () => undefined)
      resolve(undefined)
    })
  })
}
