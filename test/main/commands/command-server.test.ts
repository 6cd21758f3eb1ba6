import { once } from 'node:events'
import { statSync, writeFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { connectToApp } from '../../../src/main/commands/command-client'
import { commandApp, commandSocket } from '../../support/command-app'
import { resident } from '../../support/webdriver-session'

async function start() {
  const running = await commandApp()
  return { running, path: await commandSocket(running) }
}

async function connect(path: string): Promise<Socket> {
  const socket = createConnection(path)
  await once(socket, 'connect')
  return socket
}

/** The next lines that come. */
async function lines(socket: Socket, count: number): Promise<unknown[]> {
  let text = ''
  while (text.split('\n').length <= count) {
    const [data] = (await once(socket, 'data')) as [Buffer]
    text += data.toString()
  }
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

describe('the socket for commands', () => {
  it('is only for its user', async () => {
    const { path } = await start()

    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('answers the command line', async () => {
    const { path } = await start()
    const app = await connectToApp(path)

    expect(await app?.api.importCredentials('webdriver', [resident])).toEqual(['AQID'])
    await app?.api.renamePasskey('AQID', { userName: 'ada', userDisplayName: 'Ada' })
    expect(await app?.api.listPasskeys()).toMatchObject({
      passkeys: [{ id: 'AQID', userName: 'ada' }],
    })
    app?.close()
  })

  it('passes on why a command failed', async () => {
    const { running, path } = await start()
    running.app.answer = false
    const app = await connectToApp(path)
    await app?.api.importCredentials('webdriver', [resident])

    await expect(app?.api.deletePasskeys(['AQID'], false)).rejects.toMatchObject({
      failure: 'denied',
      message: 'The command was denied in Latchkey’s window. Nothing has changed.',
    })
    app?.close()
  })

  it.each([
    ['no JSON', 'hello'],
    ['no object', '5'],
    ['no command', '{"id":1}'],
    ['a method that is none', '{"id":1,"method":"deleteForever","args":[[]]}'],
    ['a name that objects have', '{"id":1,"method":"constructor","args":[]}'],
    ['an unknown member', '{"id":1,"method":"listPasskeys","args":[],"as":"root"}'],
  ])('refuses %s, and keeps working', async (_what, line) => {
    const { path } = await start()
    const socket = await connect(path)
    socket.write(`${line}\n{"id":2,"method":"listPasskeys","args":[]}\n`)

    expect(await lines(socket, 2)).toEqual([
      { id: null, ok: false, failure: 'failed', message: 'Latchkey does not have this command.' },
      { id: 2, ok: true, value: { passkeys: [], next: null } },
    ])
    socket.destroy()
  })

  it('refuses arguments of another kind', async () => {
    const { running, path } = await start()
    const socket = await connect(path)
    const calls = [
      ['renamePasskey', ['AQID']],
      ['deletePasskeys', [[], true]],
      ['deletePasskeys', [['AQID'], 'yes']],
      ['exportCredentials', [['AQID'], 'csv', true]],
      ['listPasskeys', ['all']],
    ]
    for (const [id, [method, args]] of calls.entries())
      socket.write(`${JSON.stringify({ id, method, args })}\n`)

    for (const answer of await lines(socket, calls.length))
      expect(answer).toMatchObject({ ok: false, failure: 'failed' })
    expect(running.faults).toEqual([])
    socket.destroy()
  })

  it('takes a message that comes in pieces', async () => {
    const { path } = await start()
    const socket = await connect(path)
    for (const piece of ['{"id":1,"met', 'hod":"listPass', 'keys","args":[]}', '\n']) {
      socket.write(piece)
      await new Promise(setImmediate)
    }

    expect(await lines(socket, 1)).toEqual([
      { id: 1, ok: true, value: { passkeys: [], next: null } },
    ])
    socket.destroy()
  })

  it('ends a message that has no end', async () => {
    const { path } = await start()
    const socket = await connect(path)
    socket.on('error', () => undefined)
    const happens = (what: string) => new Promise((resolve) => socket.once(what, resolve))
    const closed = happens('close')
    const megabyte = 'x'.repeat(1024 * 1024)
    for (let sent = 0; sent < 70 && socket.writable; sent++)
      if (!socket.write(megabyte)) await Promise.race([happens('drain'), closed])
    socket.resume()

    await closed
  })

  it('withdraws the question of a command that has gone', async () => {
    const { running, path } = await start()
    running.app.answer = undefined
    const app = await connectToApp(path)
    await app?.api.importCredentials('webdriver', [resident])
    const deleted = app?.api.deletePasskeys(['AQID'], false)
    await expect.poll(() => running.app.asked.length).toBe(1)
    app?.close()

    await expect(deleted).rejects.toMatchObject({ failure: 'failed' })
    await expect.poll(() => running.faults.length).toBe(1)
    expect(running.vault.passkeys.list()).toHaveLength(1)
  })

  it('serves two at once', async () => {
    const { running, path } = await start()
    running.app.answer = undefined
    const [one, other] = await Promise.all([connectToApp(path), connectToApp(path)])
    await one?.api.importCredentials('webdriver', [resident])
    one?.api.deletePasskeys(['AQID'], false).catch(() => undefined)

    expect((await other?.api.listPasskeys())?.passkeys).toHaveLength(1)
    one?.close()
    other?.close()
  })

  it('is not there if no app runs, nor if an app has crashed', async () => {
    const { path } = await start()
    writeFileSync(`${path}-file`, '')

    expect(await connectToApp(`${path}-nothing`)).toBeUndefined()
    expect(await connectToApp(`${path}-file`)).toBeUndefined()
  })
})
