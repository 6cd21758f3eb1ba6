/** The client keeps its connections with Latchkey, and survives when the server closes one. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { Connection } from '../../../playwright/client/connection'

async function start(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  let connections = 0
  server.on('connection', () => connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const connection = new Connection(`http://127.0.0.1:${port}/secret`)
  return { connection, connections: () => connections }
}

it('sends one command after the other over one connection', async () => {
  const { connection, connections } = await start((_, response) => response.end('{"value":1}'))

  for (let i = 0; i < 5; i++) await connection.send('GET', '/anything')

  expect(connections()).toBe(1)
})

it('sends a command again that met a closed connection', async () => {
  const bodies: string[] = []
  let left = 1
  const { connection, connections } = await start((request, response) => {
    if (left-- === 0) request.socket.destroy()
    else
      request
        .on('data', (data: Buffer) => bodies.push(data.toString()))
        .on('end', () => {
          response.end('{"value":"done"}')
        })
  })
  await connection.send('POST', '/first', { number: 1 })

  expect(await connection.send('POST', '/second', { number: 2 })).toBe('done')
  expect(bodies).toEqual(['{"number":1}', '{"number":2}'])
  expect(connections()).toBe(2)
})

it('does not send a command twice over new connections', async () => {
  let requests = 0
  const { connection } = await start(({ socket }) => {
    requests++
    socket.destroy()
  })

  await expect(connection.send('POST', '/first', {})).rejects.toThrow('does not answer')
  expect(requests).toBe(1)
})
