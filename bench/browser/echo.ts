/** The baseline for the bridge: a WebSocket server in the same process that answers at once. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** Approximate size of one passkey in a vault's journal, in bytes. */
const ENTRY_BYTES = 600

/**
 * Sends every message back. A message that begins with `sign` gets its signature as the answer, which is the least work
 * of an authenticator. A message that begins with `keep` gets its answer once an entry is on the disk, which is the
 * least work of an authenticator that never loses a passkey.
 *
 * @param file the file to append entries to.
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

/** Writes as the vault does: writes the bytes synchronously, and waits for the disk on another thread. */
async function keep(file: FileHandle): Promise<void> {
  writeSync(file.fd, Buffer.alloc(ENTRY_BYTES, 1))
  await file.datasync()
}
