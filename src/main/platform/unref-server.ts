import type { Server } from 'node:net'

/** Lets the process end although the server, or one of its connections, is open. */
export function unrefServer(server: Server): void {
  server.on('connection', (socket) => socket.unref())
  server.unref()
}
