import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { Latchkey } from '../../../playwright/client/latchkey'
import { commandFor, killGroup, spawnGroup } from '../../../playwright/client/process-group'

let server: Server

beforeEach(async () => {
  server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

/** A program that waits, as a wrapper of another that connects to the test. The connection ends with that program. */
function wrapper(): string[] {
  const { port } = server.address() as AddressInfo
  const inner = JSON.stringify(`require('node:net').connect(${port}, '127.0.0.1')`)
  const script = `require('node:child_process').spawn(process.execPath, ['-e', ${inner}])
    setInterval(() => {}, 1000)`
  return ['-e', script, '--']
}

/** Resolves once no program is connected. */
async function allGone(): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await closed
}

describe('a program with the processes that it started', () => {
  it('is killed as a whole', async () => {
    const connected = once(server, 'connection')
    const child = spawnGroup(process.execPath, wrapper(), { stdio: 'ignore' })
    const ended = once(child, 'exit')
    await connected
    killGroup(child)

    await allGone()
    expect((await ended)[1]).toBe('SIGKILL')
    killGroup(child)
  })

  it('is killed as a whole when it is not ready in time', async () => {
    const command = [process.execPath, ...wrapper()]
    const started = Latchkey.start({ command, timeout: 500 })

    await expect(started).rejects.toMatchObject({ code: 'timeout' })
    await allGone()
  })
})

describe('a command on Windows', () => {
  it.each([
    ['npm', ['run', 'a b'], { file: 'npm', argv: ['run', '"a b"'], shell: true }],
    ['C:\\My tools\\latchkey.cmd', [], { file: '"C:\\My tools\\latchkey.cmd"', shell: true }],
    ['C:\\My tools\\Latchkey.exe', ['a b'], { argv: ['a b'], shell: false }],
  ])('of %s', (program, args, expected) => {
    expect(commandFor(program, args, true)).toMatchObject(expected)
  })

  it('is as given elsewhere', () => {
    expect(commandFor('npm', ['a b'], false)).toEqual({ file: 'npm', argv: ['a b'], shell: false })
  })
})
