import { createServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The statuses of refusals, which have no body. 408 and 431 come from Node's own limits. */
type EmptyStatus = 400 | 403 | 408 | 429 | 431

/** How long the server waits for a caller, in milliseconds. */
export interface Patience {
  /** For all headers of a request, or for the first byte. */
  readonly headersMs: number
  readonly requestMs: number
  /** For the next request on a connection. */
  readonly keepAliveMs: number
}

const PATIENCE: Patience = { headersMs: 2_000, requestMs: 3_000, keepAliveMs: 1_000 }

/**
 * Makes a server with limits against hostile callers. The server does not listen yet.
 *
 * @param malformed receives one sentence for each input that did not become a request.
 * @param patience tests pass less.
 */
export function hardenedServer(
  malformed: (reason: string) => void,
  { headersMs, requestMs, keepAliveMs }: Patience = PATIENCE,
): Server {
  const server = createServer({
    maxHeaderSize: 8_192,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    // The first two time-outs take effect only at this interval.
    connectionsCheckingInterval: headersMs / 4,
    // request-checks.ts refuses a missing Host header, so that the record mentions the refusal.
    requireHostHeader: false,
  })
  // With a limit, Node silently drops further headers, such as a second Origin. maxHeaderSize limits them instead.
  server.maxHeadersCount = 0
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, reason] = parserFault(error)
    if (!socket.writable) {
      socket.destroy()
      return
    }
    malformed(reason)
    refuseSocket(socket, status)
  })
  server.on('connect', (_request, socket: Duplex) => {
    malformed('the method is CONNECT')
    refuseSocket(socket, 403)
  })
  return server
}

/** Refuses on the raw connection. Sends the same bytes as {@link refuseResponse}. */
export function refuseSocket(socket: Duplex, status: EmptyStatus): void {
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  )
}

/** Refuses a parsed request. */
export function refuseResponse(response: ServerResponse, status: EmptyStatus): void {
  response.sendDate = false
  response.writeHead(status, { 'Content-Length': '0', Connection: 'close' }).end()
}

function parserFault({ code }: NodeJS.ErrnoException): readonly [EmptyStatus, string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'the headers of a request are larger than 8 KiB']
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'a request did not arrive in time']
    default:
      return [400, 'a request is not HTTP/1.1, or is malformed']
  }
}
