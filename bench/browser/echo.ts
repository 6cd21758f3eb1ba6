/** What the bridge is measured against: a WebSocket in the same process that answers at once. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/**
 * Sends every message back. One that begins with `sign` is answered with its signature instead: the least
 * that any authenticator must do.
 *
 * @returns the port.
 */
export async function startEcho(): Promise<number> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      const answer = text.startsWith('sign')
        ? sign('sha256', data, privateKey).toString('base64url')
        : text
      socket.send(answer)
    })
  })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
