import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { SCRIPT_PATH } from '../../shared/bridge-messages'
import { THIS_COMPUTER } from '../platform/reach'

/** Longer than the answer of any Latchkey takes. */
const TIMEOUT_MS = 2_000

/** The headers of a page that loads the script. The bridge refuses, and records, a request without them. */
const PAGE_HEADERS = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'script',
}

/** Checks one TCP port of this computer. */
export interface PortProbe {
  /** Whether the bridge could listen there. */
  isFree(port: number): Promise<boolean>
  /** Whether a Latchkey serves its script there. */
  isLatchkey(port: number): Promise<boolean>
}

export const systemPortProbe = {
  isFree: async (port: number) => {
    const free = await Promise.all(THIS_COMPUTER.addresses.map((host) => isFreeOn(host, port)))
    return free.every(Boolean)
  },
  isLatchkey: async (port: number, signal = AbortSignal.timeout(TIMEOUT_MS)) => {
    const served = await Promise.all(
      THIS_COMPUTER.addresses.map((host) => servesScript(host, port, signal)),
    )
    return served.some(Boolean)
  },
} satisfies PortProbe

/** Ignores an address that this computer does not have, because the bridge does not need it. */
function isFreeOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'EADDRINUSE' && code !== 'EACCES'),
    )
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

async function servesScript(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  try {
    const asked = get({
      host,
      port,
      path: SCRIPT_PATH,
      headers: PAGE_HEADERS,
      agent: false,
      signal,
    })
    // The time may run out after the response has begun.
    asked.on('error', () => undefined)
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    // A development server answers every path with a page, which may load Latchkey's script.
    const isScript = response.headers['content-type']?.startsWith('text/javascript') ?? false
    return response.statusCode === 200 && isScript && (await text(response)).includes('latchkey')
  } catch {
    return false
  }
}
