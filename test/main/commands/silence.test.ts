/** A running app that does not respond, and a command that was abandoned. */
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectToApp } from '../../../src/main/commands/command-client'
import { checkPorts } from '../../../src/main/doctor/port-check'
import { systemPortProbe } from '../../../src/main/doctor/port-probe'
import { DOCTOR_PATIENCE, runningBridge } from '../../../src/main/doctor/running-bridge'
import { temporaryFolder } from '../../support/app'
import { commandApp, commandSocket } from '../../support/command-app'
import { FakeClock } from '../../support/fake-clock'
import { resident } from '../../support/webdriver-session'

const LONGEST_SILENCE_MS = 10_000

async function connect(path: string, clock: FakeClock) {
  const app = await connectToApp(path, { clock })
  if (!app) throw new Error('no app listens')
  onTestFinished(() => app.close())
  return app
}

/** An app that accepts connections, as the system does for a stopped app, but does not answer. */
async function silentApp() {
  const path = `${temporaryFolder()}/socket`
  const server = createServer((socket) => {
    socket.resume()
    onTestFinished(() => void socket.destroy())
  })
  server.listen(path)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return path
}

describe('a stopped app', () => {
  it('fails a command after ten seconds, and the command says that nothing has changed', async () => {
    const clock = new FakeClock()
    const { api } = await connect(await silentApp(), clock)
    const listed = api.listPasskeys()
    clock.advance(LONGEST_SILENCE_MS)

    await expect(listed).rejects.toMatchObject({
      failure: 'no-answer',
      message: expect.stringContaining('nothing has changed') as string,
    })
  })

  it('is distinguished from an app whose user takes long, until it stops responding', async () => {
    const running = await commandApp()
    running.app.answer = undefined
    const clock = new FakeClock()
    const { api } = await connect(await commandSocket(running), clock)
    await api.importCredentials('webdriver', [resident])
    const deleted = api.deletePasskeys(['AQID'], false)
    const failed = expect(deleted).rejects.toMatchObject({
      failure: 'no-answer',
      message: expect.stringContaining('whether the command was carried out') as string,
    })
    await expect.poll(() => running.app.asked.length).toBe(1)

    for (let round = 0; round < 5; round++) {
      clock.advance(LONGEST_SILENCE_MS - 1)
      running.clock.advance(2000)
      await expect.poll(() => clock.longest()).toBe(LONGEST_SILENCE_MS)
    }
    clock.advance(LONGEST_SILENCE_MS)

    await failed
  })

  it('is reported by the doctor', async () => {
    const clock = new FakeClock()
    const bridge = runningBridge(await silentApp(), { ...DOCTOR_PATIENCE, clock })
    await expect.poll(() => clock.longest()).toBe(DOCTOR_PATIENCE.silenceMs)
    clock.advance(DOCTOR_PATIENCE.silenceMs)

    expect(await checkPorts(systemPortProbe, bridge)).toMatchObject([
      { state: 'wrong', found: 'Latchkey is running, but does not respond.' },
    ])
  })
})

it('a command that has ended before the app handles it is not carried out', async () => {
  const running = await commandApp()
  running.app.mayUseYes = true
  const path = await commandSocket(running)
  const { api } = await connect(path, new FakeClock())
  await api.importCredentials('webdriver', [resident])
  const socket = createConnection(path)
  await once(socket, 'connect')
  const call = { id: 1, method: 'deletePasskeys', args: [['AQID'], true] }
  socket.end(`${JSON.stringify(call)}\n`)
  socket.resume()
  await once(socket, 'close')

  expect(await api.listPasskeys()).toMatchObject({ passkeys: [{ id: 'AQID' }] })
})
