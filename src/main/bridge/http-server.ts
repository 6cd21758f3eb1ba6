import { createServer, STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { MAX_SOCKETS } from './request-checks'

/** Statuses that tell nobody why. 408 and 431 come from Node's own limits. */
type EmptyStatus = 400 | 403 | 408 | 429 | 431

/**
 * A server with limits for hostile callers, listening nowhere yet.
 *
 * @param malformed told in one sentence of what never became a request.
 */
export function hardenedServer(malformed: (reason: string) => void): Server {
  const server = createServer({
    maxHeaderSize: 8_192,
    headersTimeout: 2_000,
    requestTimeout: 3_000,
    keepAliveTimeout: 1_000,
    // Node looks for late requests only so often.
    connectionsCheckingInterval: 500,
    // Refused by our own checks, with a line in the record.
    requireHostHeader: false,
  })
  server.maxConnections = 2 * MAX_SOCKETS
  // Headers beyond a number would be dropped unseen, and a second Origin with them; the size is limited.
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

/** Refuses on the bare connection: byte for byte what {@link refuseResponse} sends. */
export function refuseSocket(socket: Duplex, status: EmptyStatus): void {
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  )
}

/** Refuses an ordinary request. */
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
