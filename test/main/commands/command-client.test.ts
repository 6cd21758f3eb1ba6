import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectToApp } from '../../../src/main/commands/command-client'
import { CommandServer } from '../../../src/main/commands/command-server'
import { LONGEST_COMMAND_BYTES, type SocketApi } from '../../../src/shared/command-api'
import { commandApp, commandSocket } from '../../support/command-app'
import { resident } from '../../support/webdriver-session'

/** An app that handles each connection as the test says. @returns a connected command. */
async function connectTo(serve: (socket: Socket) => void) {
  const path = socketPath()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    serve(socket)
  })
  server.listen(path)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return connected(path)
}

async function connected(path: string) {
  const app = await connectToApp(path)
  if (!app) throw new Error('no app listens')
  onTestFinished(() => app.close())
  return app
}

function socketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'socket')
}

/** Answers the first request of a connection. */
const answering = (answer: string | Buffer) => (socket: Socket) =>
  void socket.once('data', () => socket.write(answer))

const fails = (message: string) => ({
  failure: 'failed',
  message: expect.stringContaining(message) as string,
})

it('a call that the app does not have fails with the reason that the app is of another version', async () => {
  const refusal = { id: null, ok: false, failure: 'failed', message: 'No such command.' }
  const { api } = await connectTo(answering(`${JSON.stringify(refusal)}\n`))

  await expect(api.clearAnswers()).rejects.toMatchObject(fails('It is of another version'))
})

describe('a command whose app ends', () => {
  it('fails before the next call', async () => {
    const running = await commandApp()
    const path = socketPath()
    const server = await CommandServer.listen(path, {
      calls: running.calls,
      fault: () => undefined,
      signalsApplied: async () => undefined,
      clock: running.clock,
    })
    const { api } = await connected(path)
    await api.listPasskeys()
    await server.close()

    // The first call may still find the connection open.
    for (let call = 0; call < 2; call++)
      await expect(api.listPasskeys()).rejects.toMatchObject(fails('Latchkey ended'))
    await expect(api.deletePasskeys(['AQID'], true)).rejects.toMatchObject(
      fails('Nothing has changed; try again.'),
    )
  })

  it('fails while the user is asked', async () => {
    const running = await commandApp()
    running.app.answer = undefined
    const path = socketPath()
    const server = await CommandServer.listen(path, {
      calls: running.calls,
      fault: () => undefined,
      signalsApplied: async () => undefined,
      clock: running.clock,
    })
    const { api } = await connected(path)
    await api.importCredentials('webdriver', [resident])
    const deleted = api.deletePasskeys(['AQID'], false)
    const rejected = expect(deleted).rejects.toMatchObject(fails('passkeys list'))
    await expect.poll(() => running.app.asked.length).toBe(1)
    await server.close()

    await rejected
  })

  it('fails wherever in its answer the app ended', async () => {
    const answer = Buffer.from('{"id":1,"ok":true,"value":{"passkeys":[],"next":null}}\n')
    for (let end = 0; end < answer.length; end++) {
      const { api } = await connectTo((socket) =>
        socket.once('data', () => socket.end(answer.subarray(0, end))),
      )
      await expect(api.listPasskeys()).rejects.toMatchObject(fails('ended before it answered'))
    }
    const { api } = await connectTo((socket) => socket.once('data', () => socket.end(answer)))
    expect(await api.listPasskeys()).toEqual({ passkeys: [], next: null })
  })

  it('fails in every call that waits', async () => {
    const { api } = await connectTo((socket) => socket.once('data', () => socket.destroy()))
    const calls = await Promise.allSettled([api.listPasskeys(), api.getBridgeState()])

    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

describe('a command that gets an answer', () => {
  it.each<[string, string]>([
    ['that is no JSON', 'hello\n'],
    ['that is no object', '5\n'],
    ['of another form', '{"id":1,"ok":"yes"}\n'],
    ['to a call that it did not make', '{"id":7,"ok":true,"value":[]}\n'],
    ['with another value than the call has', '{"id":1,"ok":true,"value":5}\n'],
  ])('%s, fails and says what to do', async (_what, answer) => {
    const { api } = await connectTo(answering(answer))

    await expect(api.listPasskeys()).rejects.toMatchObject(
      fails('Perhaps it is of another version'),
    )
  })

  it('to no call at all, fails in the next one', async () => {
    const { api } = await connectTo((socket) => void socket.write('{"id":1,"ok":true}\n'))
    const failure = await api.listPasskeys().catch((error: unknown) => error)

    expect(failure).toMatchObject({ failure: 'failed' })
  })

  it('without an end, fails', async () => {
    const { api } = await connectTo(answering(Buffer.alloc(LONGEST_COMMAND_BYTES + 1, 'x')))

    await expect(api.listPasskeys()).rejects.toMatchObject(fails('Choose fewer passkeys.'))
  })
})

describe('a message above the limit', () => {
  const long = 'x'.repeat(LONGEST_COMMAND_BYTES)

  it('is not sent by a command, and other calls go on', async () => {
    const { api } = await connected(await commandSocket(await commandApp()))

    await expect(api.importCredentials('webdriver', [long])).rejects.toMatchObject(
      fails('Do it in parts.'),
    )
    expect(await api.listPasskeys()).toEqual({ passkeys: [], next: null })
  })

  it('is not sent by the app, and other calls go on', async () => {
    const running = await commandApp()
    const path = socketPath()
    const calls = (): SocketApi => ({ ...running.calls(), exportCredentials: async () => [long] })
    const server = await CommandServer.listen(path, {
      calls,
      fault: () => undefined,
      signalsApplied: async () => undefined,
      clock: running.clock,
    })
    onTestFinished(() => server.close())
    const { api } = await connected(path)

    await expect(api.exportCredentials(['AQID'], 'cdp', true)).rejects.toMatchObject(
      fails('Choose fewer passkeys.'),
    )
    expect(await api.listPasskeys()).toEqual({ passkeys: [], next: null })
  })
})
