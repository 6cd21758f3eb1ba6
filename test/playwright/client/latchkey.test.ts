import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Latchkey, LatchkeyError } from '../../../playwright/client/latchkey'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'
import { clientSessionForEachTest } from '../../support/client-session'

const session = clientSessionForEachTest()
const servers: Server[] = []

afterEach(() => {
  removeTemporaryFolders()
  for (const server of servers.splice(0)) server.close()
})

async function failure(work: Promise<unknown>): Promise<LatchkeyError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(LatchkeyError)
  return error as LatchkeyError
}

const secret = () => new URL(session.world.automation.url).pathname.slice(1)

describe('connecting', () => {
  it('takes the address', async () => {
    const latchkey = await Latchkey.connect({ url: session.world.automation.url })

    expect(await (await latchkey.openSession()).list()).toEqual([])
  })

  it('takes the file that Latchkey writes', async () => {
    const automationFile = join(temporaryFolder(), 'automation.json')
    writeFileSync(automationFile, JSON.stringify({ url: session.world.automation.url, pid: 1 }))
    const latchkey = await Latchkey.connect({ automationFile })

    expect(await (await latchkey.openSession()).list()).toEqual([])
  })

  it('says which file is not there', async () => {
    const automationFile = join(temporaryFolder(), 'automation.json')
    const { code, message } = await failure(Latchkey.connect({ automationFile }))

    expect(code).toBe('invalid argument')
    expect(message).toContain(`--automation-file ${automationFile}`)
  })

  it.each(['', '[]', '{"url": 1, "pid": 2}', '{"url": "http://127.0.0.1:1/secret"}'])(
    'takes no file with %j in it',
    async (text) => {
      const automationFile = join(temporaryFolder(), 'automation.json')
      writeFileSync(automationFile, text)
      const { message } = await failure(Latchkey.connect({ automationFile }))

      expect(message).toBe(`${automationFile} was not written by Latchkey.`)
    },
  )

  it.each(['', 'secret', 'https://127.0.0.1:1/secret', 'http://:/secret', 'http://127.0.0.1:1'])(
    'takes %j for no address, and does not repeat it',
    async (url) => {
      const error = await failure(Latchkey.connect({ url }))

      expect(error.code).toBe('invalid argument')
      expect(JSON.stringify([error.message, error.stack])).not.toContain('/secret')
    },
  )
})

describe('an error', () => {
  it('is WebDriver’s, with its words', async () => {
    const { code, message } = await failure(session.latchkey.session('nobody').list())

    expect([code, message]).toEqual([
      'invalid session id',
      'there is no such session; it may have ended',
    ])
  })

  it('does not name the address when no program answers', async () => {
    const { latchkey } = session
    await session.world.automation.stop()
    const error = await failure(latchkey.openSession())

    expect(error.message).toContain('Latchkey does not answer (ECONNREFUSED)')
    expect(`${error.message}${error.stack}`).not.toContain(secret())
  })

  it('says that the address is an old one', async () => {
    const url = session.world.automation.url.replace(secret(), 'another')
    const { message } = await failure(Latchkey.connect({ url }))

    expect(message).toMatch(/^Latchkey refuses the address/)
    expect(message).not.toContain('another/')
  })

  it('says when another program answers', async () => {
    const server = createServer((_request, response) => response.writeHead(500).end('<html>'))
    servers.push(server.listen(0, '127.0.0.1'))
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`
    const { message } = await failure(Latchkey.connect({ url }))

    expect(message).toBe('The program at this address is not Latchkey (HTTP 500).')
  })
})

describe('ending', () => {
  it('ends the sessions that were opened here, forks too, and no others', async () => {
    const opened = await session.latchkey.openSession()
    const fork = await opened.fork()
    await session.latchkey.end()

    expect((await failure(opened.list())).code).toBe('invalid session id')
    expect((await failure(fork.list())).code).toBe('invalid session id')
    expect(await session.passkeys.list()).toEqual([])
  })

  it('may be done twice', async () => {
    const opened = await session.latchkey.openSession()
    await opened.end()

    await opened.end()
  })
})

describe('starting', () => {
  const node = (script: string) => [process.execPath, '-e', script, '--']

  /** A program in Latchkey's place, which writes the address like Latchkey, and its flags into a file beside it. */
  function stub(): {
    readonly command: readonly string[]
    flags: () => string[]
    pid: () => number
  } {
    const seen = join(temporaryFolder(), 'flags.json')
    const url = JSON.stringify(session.world.automation.url)
    const command = node(`
      const { renameSync, writeFileSync } = require('node:fs')
      const flags = process.argv.slice(1)
      writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ flags, pid: process.pid }))
      const [, file] = flags.find((flag) => flag.startsWith('--automation-file=')).split('=')
      writeFileSync(file + '.tmp', JSON.stringify({ url: ${url}, pid: process.pid }))
      renameSync(file + '.tmp', file)
      setInterval(() => {}, 1000)`)
    const read = () => JSON.parse(readFileSync(seen, 'utf8')) as { flags: string[]; pid: number }
    return { command, flags: () => read().flags, pid: () => read().pid }
  }

  it('waits until it can be driven, and leaves no file behind', async () => {
    const { command, flags } = stub()
    const latchkey = await Latchkey.start({ command, flags: ['--session-idle=0'] })

    expect(await (await latchkey.openSession()).list()).toEqual([])
    const [automation, port, file, parent, idle] = flags()
    expect([automation, port, idle]).toEqual(['--automation', '--port=0', '--session-idle=0'])
    expect(parent).toBe(`--parent-pid=${process.pid}`)
    expect(existsSync(dirname(file?.split('=')[1] ?? ''))).toBe(false)
    await latchkey.end()
  })

  it('ends what it started', async () => {
    const { command, pid } = stub()
    const latchkey = await Latchkey.start({ command })
    expect(process.kill(pid(), 0)).toBe(true)
    await latchkey.end()

    expect(() => process.kill(pid(), 0)).toThrow('ESRCH')
  })

  it('says which program is not there', async () => {
    const { message } = await failure(Latchkey.start({ command: ['/nowhere/latchkey'] }))

    expect(message).toContain(
      '/nowhere/latchkey cannot be started, because there is no such program.',
    )
  })

  it('says which folder is not there', async () => {
    const { code, message } = await failure(Latchkey.start({ command: node(''), cwd: '/nowhere' }))

    expect([code, message]).toEqual([
      'invalid argument',
      'The folder of the option `cwd` does not exist: /nowhere',
    ])
  })

  it('takes no empty command', async () => {
    const { code, message } = await failure(Latchkey.start({ command: [] }))

    expect([code, message]).toEqual([
      'invalid argument',
      'The option `command` is empty. Name a program, or leave it out.',
    ])
  })

  it('passes on what it said before it ended', async () => {
    const command = node("console.error('the port is taken'); process.exit(3)")
    const { message } = await failure(Latchkey.start({ command }))

    expect(message).toContain('Latchkey ended before it was ready (3). It said:\nthe port is taken')
  })

  it('does not wait for ever', async () => {
    const command = node('setInterval(() => {}, 1000)')
    const { code, message } = await failure(Latchkey.start({ command, timeout: 200 }))

    expect(code).toBe('timeout')
    expect(message).toMatch(
      /^Latchkey was not ready within 200 ms\. A busy computer .* Raise the option `timeout`\./,
    )
  })
})
