import { once } from 'node:events'
import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { EventLog } from '../../../src/main/automation/events/event-log'
import { EventStream } from '../../../src/main/automation/events/event-stream'
import { FakeClock } from '../../support/fake-clock'

it('does not listen for a driver that has gone: the session would never be idle', async () => {
  const log = new EventLog(() => 0)
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = request({ host: '127.0.0.1', port }).on('error', () => undefined)
  asked.end()
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  asked.destroy()
  await once(response, 'close')
  new EventStream(log, undefined, new FakeClock()).send(response)

  expect(log.hasListeners).toBe(false)
  server.close()
})
