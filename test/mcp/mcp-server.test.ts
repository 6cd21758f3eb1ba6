import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { bundleProcess, type BundledProcess } from '../support/bundled-process'
import { DrivenSession, handleOf, renamed } from '../support/driven-session'
import { McpAgent } from '../support/mcp-client'
import { creationOptions, requestOptions } from '../support/webauthn-options'

const session = DrivenSession.forEachTest()
const origin = 'http://localhost:47810'

let built: BundledProcess
let agent: McpAgent
let file: string

beforeAll(async () => {
  built = await bundleProcess('mcp-process.ts')
})

afterAll(() => built.remove())

beforeEach(async () => {
  file = join(temporaryFolder(), 'automation.json')
  writeFileSync(file, JSON.stringify({ url: session.automation.url, pid: 1 }))
  agent = await McpAgent.start(built.file, inSession())
})

afterEach(async () => {
  await agent.close()
  removeTemporaryFolders()
})

const inSession = (id = session.id) => [`--automation-file=${file}`, `--session=${id}`]

interface Event {
  readonly event: {
    readonly outcome: string
    readonly reason: string
    readonly [m: string]: unknown
  }
}

const register = (name = 'ada') =>
  agent.value<{ readonly response: { readonly id: string } }>('run_ceremony', {
    ceremony: 'create',
    origin,
    options: creationOptions({ user: { id: handleOf(name), name, displayName: name } }),
  })

const signIn = { ceremony: 'get', origin, options: requestOptions() }

describe('an agent', () => {
  it('sees tools that neither delete passkeys nor read keys', async () => {
    const { tools } = await agent.client.listTools()

    expect(tools.map(({ name }) => name).sort()).toEqual([
      'answer_ceremonies',
      'arm_fault',
      'clear_answers',
      'disarm_fault',
      'list_passkeys',
      'run_ceremony',
      'send_signal',
      'try_signal',
      'wait_for_ceremony',
      'wait_for_signal',
    ])
    expect(tools.every(({ annotations }) => annotations?.destructiveHint === false)).toBe(true)
    expect(agent.client.getInstructions()).toContain('latchkey://record')
    expect(agent.client.getServerVersion()).toMatchObject({ name: 'latchkey', version: '1.2.3' })
  })

  it('runs ceremonies without a page, and lists the passkey without its key', async () => {
    const { response } = await register()
    const { passkeys } = await agent.value<{ passkeys: object[] }>('list_passkeys')

    expect(passkeys).toMatchObject([{ id: response.id, userName: 'ada' }])
    expect(JSON.stringify(passkeys)).not.toContain('privateKey')
    const { id } = response
    expect(await agent.value('run_ceremony', signIn)).toMatchObject({ response: { id } })
  })

  it('chooses the account with which a page signs in', async () => {
    const page = await session.page()
    const id = await page.make('ada')
    await page.make('ben')
    await agent.value('answer_ceremonies', { action: 'approve', account: { userName: 'ada' } })

    expect(await page.get()).toMatchObject({ t: 'result', credential: { id } })
  })

  it('declines a page, and learns the reason', async () => {
    const page = await session.page()
    await agent.value('answer_ceremonies', { action: 'deny', ceremony: 'create' })
    const waiting = agent.value<Event>('wait_for_ceremony', { outcome: 'refused' })
    await page.create()

    expect((await waiting).event).toMatchObject({
      ceremony: 'create',
      error: 'NotAllowedError',
      reason: 'the user declined',
      options: { user: { name: 'ada' } },
    })
  })

  it('removes its rules', async () => {
    await agent.value('answer_ceremonies', { action: 'deny', times: 5 })
    await agent.value('clear_answers')

    expect(await session.value('GET', 'consent')).toEqual([])
  })

  it('arms faults, for one page or for every page, and disarms one, or all', async () => {
    const fault = 'uv-not-set'
    const ofPage = { id: fault, left: 1, origin }
    await agent.value('arm_fault', { fault, times: 2 })
    expect(await agent.value('arm_fault', { fault, origin })).toEqual({
      armed: [{ id: fault, left: 2, origin: null }, ofPage],
    })

    expect(await agent.value('disarm_fault', { fault })).toEqual({ armed: [ofPage] })
    expect(await agent.value('disarm_fault', { fault, origin })).toEqual({ armed: [] })
    await agent.value('arm_fault', { fault })
    expect(await agent.value('disarm_fault')).toEqual({ armed: [] })
  })

  it('tries a signal, which changes nothing, and sends one', async () => {
    const { response } = await register()
    const signal = { kind: 'currentUserDetails', name: 'ada.new', displayName: 'Ada' }
    const tried = await agent.value('try_signal', { passkeyId: response.id, signal })
    expect(tried).toMatchObject({ inForce: 'spec', outcomes: [{ policy: 'spec' }, {}, {}, {}, {}] })
    expect(await session.passkeys()).toMatchObject([{ userName: 'ada' }])
    await agent.value('send_signal', { origin, ...renamed('ada', 'ada.new') })

    const { event } = await agent.value<Event>('wait_for_signal', { signal: 'currentUserDetails' })
    expect(event).toMatchObject({ outcome: 'done', changes: [{ what: 'renamed' }] })
    expect(await session.passkeys()).toMatchObject([{ userName: 'ada.new' }])
  })

  it('reads the record', async () => {
    await agent.call('run_ceremony', signIn)
    const { resources } = await agent.client.listResources()
    const { contents } = await agent.client.readResource({ uri: resources[0]?.uri ?? '' })

    expect(resources).toMatchObject([{ uri: 'latchkey://record', mimeType: 'application/json' }])
    const [record] = contents
    expect(JSON.parse(record && 'text' in record ? record.text : '')).toMatchObject([
      { kind: 'get', outcome: 'refused', error: 'NotAllowedError' },
    ])
  })

  it('learns how a ceremony failed, and why', async () => {
    const { isError, content } = await agent.call('run_ceremony', {
      ...signIn,
      options: requestOptions({ rpId: 'example.org' }),
    })

    expect(isError).toBe(true)
    expect(content[0]?.text).toMatch(/^SecurityError: .* Reason: .*"example\.org"/)
  })

  it.each([
    ['run_ceremony', { ...signIn, ceremony: 'sign' }],
    ['run_ceremony', { ...signIn, origin: 'http://example.org' }],
    ['answer_ceremonies', { action: 'approve', times: 0 }],
    ['answer_ceremonies', { action: 'export' }],
    ['wait_for_ceremony', { timeoutMs: -1 }],
    ['arm_fault', { fault: 'no-such-fault' }],
    ['disarm_fault', { fault: 'no-such-fault' }],
    ['try_signal', { passkeyId: 'AQ', signal: { kind: 'unknownCredential' } }],
    ['delete_passkey', {}],
  ])('gets an error that says what is wrong: %s %j', async (name, input) => {
    expect(await agent.call(name, input)).toMatchObject({ isError: true })
    expect(await session.value('GET', 'activity')).toEqual([])
  })

  it('gives a wait up, and the next wait gets the event', async () => {
    const page = await session.page()
    const giveUp = new AbortController()
    const call = { name: 'wait_for_ceremony', arguments: {} }
    const { signal } = giveUp
    const given = agent.client.callTool(call, undefined, { signal })
    // The server reads its messages in order.
    await agent.value('list_passkeys')
    giveUp.abort()
    await expect(given).rejects.toThrow()
    await agent.value('list_passkeys')
    await page.make()

    expect(await agent.value('wait_for_ceremony')).toMatchObject({ event: { outcome: 'done' } })
  })
})

describe('latchkey mcp', () => {
  async function run(args: readonly string[]) {
    const child = spawn(process.execPath, [built.file, ...args])
    child.stdin.end()
    const ended = once(child, 'close')
    const [out, err] = await Promise.all([readText(child.stdout), readText(child.stderr)])
    await ended
    return { code: child.exitCode, out, err }
  }

  it('ends with its agent, and leaves the session of another to that', async () => {
    expect(await run(inSession())).toEqual({ code: 0, out: '', err: '' })
    expect(await session.passkeys()).toEqual([])
  })

  it('opens its own session, whose script is the newest', async () => {
    const own = await McpAgent.start(built.file, [`--automation-file=${file}`])
    await register()

    expect(await own.value('list_passkeys')).toEqual({ passkeys: [] })
    await own.close()
  })

  it.each([
    [['--sesion=1'], 64, "Unknown option '--sesion'"],
    [['--session=1'], 64, 'needs --automation-file'],
    [['--automation-file=/nowhere/a.json'], 1, '/nowhere/a.json cannot be read'],
  ])('says what is wrong: %j', async (args, code, message) => {
    const ran = await run(args)

    expect([ran.code, ran.out]).toEqual([code, ''])
    expect(ran.err).toContain(message)
  })

  it('says that there is no such session', async () => {
    expect(await run(inSession('nothing'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such session') as string,
    })
  })
})
