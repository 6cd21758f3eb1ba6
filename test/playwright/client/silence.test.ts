/** A stopped Latchkey accepts connections, but does not answer. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { Connection } from '../../../playwright/client/connection'

const SILENCE_MS = 5_000
const NOT_RESPONDING = {
  name: 'LatchkeyError',
  code: 'timeout',
  message: expect.stringContaining('is running, but does not respond') as string,
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

/** A program that handles each request as the test says. */
async function start(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { server, connection: new Connection(`http://127.0.0.1:${port}/secret`) }
}

it('fails a command after ten seconds', async () => {
  const { server, connection } = await start(() => undefined)
  const failed = expect(connection.send('GET', '/anything')).rejects.toMatchObject(NOT_RESPONDING)
  await once(server, 'request')

  vi.advanceTimersByTime(SILENCE_MS)
  await once(server, 'request')
  vi.advanceTimersByTime(SILENCE_MS)

  await failed
})

it('ends a stream of events', async () => {
  const { server, connection } = await start(({ url }, response) => {
    if (url === '/secret/events') response.writeHead(200).write(': here\n')
  })
  const stream = await connection.stream('/events', {})
  const failed = expect(once(stream, 'end')).rejects.toMatchObject(NOT_RESPONDING)
  stream.resume()

  vi.advanceTimersByTime(SILENCE_MS)
  await once(server, 'request')
  vi.advanceTimersByTime(SILENCE_MS)

  await failed
})

it('waits as long as a command takes, if Latchkey is there', async () => {
  let finish: () => void = () => undefined
  const { server, connection } = await start(({ url }, response) => {
    if (url === '/') response.writeHead(403).end()
    else finish = () => response.end('{"value":"done"}')
  })
  const waiting = connection.send('POST', '/wait', {})
  await once(server, 'request')
  for (let probes = 0; probes < 5; probes++) {
    vi.advanceTimersByTime(SILENCE_MS)
    await once(server, 'request')
    // The answer stops the timer that would end the command, and starts the next.
    await vi.waitUntil(() => vi.getTimerCount() === 1)
    await settled()
  }
  finish()

  expect(await waiting).toBe('done')
  await vi.waitUntil(() => vi.getTimerCount() === 0)
})

/** Waits until everything that was sent has arrived. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}
