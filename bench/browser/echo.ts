/** What the bridge is measured against: a WebSocket in the same process that answers at once. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** What a vault's journal takes for one passkey, about, in bytes. */
const ENTRY_BYTES = 600

/**
 * Sends every message back. One that begins with `sign` is answered with its signature instead, the least that
 * any authenticator must do; one that begins with `keep` when something is on the disk, the least that any
 * authenticator must do which loses nothing.
 *
 * @param file to append to.
 * @returns the port.
 */
export async function startEcho(file: string): Promise<number> {
  const kept = await open(file, 'a')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      if (text.startsWith('sign'))
        socket.send(sign('sha256', data, privateKey).toString('base64url'))
      else if (text.startsWith('keep')) void keep(kept).then(() => socket.send(text))
      else socket.send(text)
    })
  })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** As the vault does it: the bytes at once, and a thread that waits for the disk. */
async function keep(file: FileHandle): Promise<void> {
  writeSync(file.fd, Buffer.alloc(ENTRY_BYTES, 1))
  await file.datasync()
}
