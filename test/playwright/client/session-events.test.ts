import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { Connection } from '../../../playwright/client/connection'
import { sessionEvents } from '../../../playwright/client/session-events'

type Answer = (response: ServerResponse, lastEventId: string) => void

/** Answers the requests one after the other, then with `invalid session id`. */
async function answering(...answers: Answer[]) {
  const server = createServer(({ headers }: IncomingMessage, response) => {
    const answer = answers.shift() ?? ended
    answer(response, String(headers['last-event-id']))
  })
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return sessionEvents(new Connection(`http://127.0.0.1:${port}/secret`), '/events', 0)
}

const ended: Answer = (response) =>
  response.writeHead(404).end('{"value":{"error":"invalid session id","message":"gone"}}')

const frame = (seq: number) => `id: ${seq}\nevent: passkeyRemoved\ndata: {"seq":${seq}}\n\n`

async function numbers(events: AsyncIterable<{ readonly seq: number }>): Promise<number[]> {
  const all: number[] = []
  for await (const { seq } of events) all.push(seq)
  return all
}

it('reads events however they are cut, and passes over comments', async () => {
  const text = `: hello\n\n${frame(1)}: still there\n\n${frame(2)}`
  const events = await answering((response) => {
    for (const character of text) response.write(character)
    response.end()
  })

  expect(await numbers(events)).toEqual([1, 2])
})

it('continues after the last event when the stream breaks off', async () => {
  const asked: string[] = []
  const events = await answering(
    (response, lastEventId) => {
      asked.push(lastEventId)
      response.write(frame(1) + frame(2) + 'id: 3\nda', () => response.destroy())
    },
    (response, lastEventId) => {
      asked.push(lastEventId)
      response.end(frame(3))
    },
  )

  expect(await numbers(events)).toEqual([1, 2, 3])
  expect(asked).toEqual(['0', '2'])
})

it('fails when the session is not there to begin with', async () => {
  await expect(numbers(await answering())).rejects.toMatchObject({ code: 'invalid session id' })
})

it('closes the stream when the reader stops', async () => {
  const events = await answering((response) => response.write(frame(1)))
  for await (const { seq } of events) if (seq === 1) break

  expect(await events.next()).toEqual({ done: true, value: undefined })
})
