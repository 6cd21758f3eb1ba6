/** `latchkey mcp --app`: the official client, the socket and the whole of Latchkey, without its window. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../src/shared/activity'
import { encodeBase64Url } from '../../src/shared/base64url'
import { startAgentApp } from '../support/agent-app'
import { removeTemporaryFolders } from '../support/app'
import { ORIGIN } from '../support/bridge'
import { bundleProcess, type BundledProcess } from '../support/bundled-process'
import { details, unknown } from '../support/signalling-page'

let built: BundledProcess

beforeAll(async () => {
  built = await bundleProcess('mcp-process.ts')
})
afterAll(() => built.remove())
afterEach(removeTemporaryFolders)

const start = () => startAgentApp(built.file)
const idOf = ({ credentialId }: { readonly credentialId: Uint8Array }) =>
  encodeBase64Url(credentialId)

interface Found {
  readonly entry: ActivityEntry
}

describe('an agent over the running app', () => {
  it('sees tools that neither delete nor export', async () => {
    const { agent } = await start()
    const { tools } = await agent.client.listTools()

    expect(tools.map(({ name }) => name).sort()).toEqual([
      'answer_ceremonies',
      'clear_answers',
      'list_passkeys',
      'send_signal',
      'try_signal',
      'wait_for_ceremony',
      'wait_for_signal',
    ])
  })

  it('lists the user’s passkeys, without keys', async () => {
    const { world, agent } = await start()
    const passkey = await world.keep()
    await world.keep({ rpId: 'other.example' })

    const listed = await agent.value('list_passkeys', { rpId: 'localhost' })
    expect(listed).toMatchObject({ passkeys: [{ id: idOf(passkey), userName: 'ada@example.org' }] })
    expect(JSON.stringify(listed)).not.toMatch(/privateKey|sealed/)
  })

  it('answers a page once the user allows that, and reads who answered', async () => {
    const { world, agent } = await start()
    const { latchkey, home } = world
    const passkey = await world.keep()
    const page = await world.page()
    const rule = { action: 'approve', account: { userName: 'ada@example.org' } }
    expect(await agent.call('answer_ceremonies', rule)).toMatchObject({ isError: true })

    latchkey.agentAnswers.allow(true)
    await agent.value('answer_ceremonies', rule)
    const asked = new Promise((resolve) => latchkey.questions.onChange(resolve))
    const got = page.get()
    await asked
    expect(latchkey.questions.list()).toHaveLength(1)
    home.clock.advance(2000)

    expect(await got).toMatchObject({ t: 'result', credential: { id: idOf(passkey) } })
    expect(await agent.value('wait_for_ceremony', { ceremony: 'get' })).toMatchObject({
      entry: { outcome: 'done', answeredBy: 'script', passkeyId: idOf(passkey) },
    })
    expect(latchkey.questions.list()).toEqual([])
  })

  it('waits for each ceremony once, with its reason', async () => {
    const { world, agent } = await start()
    const page = await world.page()
    const waiting = agent.value<Found>('wait_for_ceremony', { outcome: 'refused' })
    await page.get({ rpId: 'example.org' })
    const first = await waiting
    await page.get({ rpId: 'example.com' })
    const second = await agent.value<Found>('wait_for_ceremony')

    expect(first.entry).toMatchObject({ error: 'SecurityError', answeredBy: null })
    expect(first.entry.reason).toContain('"example.org"')
    expect(second.entry.reason).toContain('"example.com"')
  })

  it('previews a signal, sends it as the paired page, and reads its effect', async () => {
    const { world, agent } = await start()
    const passkey = await world.keep()
    await world.page()
    const tried = await agent.value('try_signal', {
      passkeyId: idOf(passkey),
      signal: { kind: 'unknownCredential' },
    })
    expect(tried).toMatchObject({ inForce: 'spec', outcomes: [{}, {}, {}, {}, {}] })

    await agent.value('send_signal', { origin: ORIGIN, ...details() })
    await world.settle()

    const { entry } = await agent.value<Found>('wait_for_signal', { rpId: 'localhost' })
    expect(entry).toMatchObject({ outcome: 'done', changes: [{ what: 'renamed' }] })
    expect(world.find(passkey)).toMatchObject({ userName: 'ada', userDisplayName: 'Ada L.' })
  })

  it('deletes nothing that the user does not confirm', async () => {
    const { world, agent } = await start()
    const passkey = await world.keep()
    await world.page()
    world.choosePolicy('delete')
    const { questions } = world.latchkey
    questions.onChange(() => {
      const [question] = questions.list()
      if (question) questions.answer('command', question.request.id, false)
    })
    const signal = { origin: ORIGIN, ...unknown(idOf(passkey)) }

    expect(await agent.call('send_signal', signal)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('denied in Latchkey’s window') as string }],
    })
    await world.settle()
    expect(world.find(passkey)).toBeDefined()
  })

  it('gets the error of a page for a malformed signal', async () => {
    const { world, agent } = await start()
    await world.page()

    expect(await agent.call('send_signal', { origin: ORIGIN, ...unknown('!') })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('TypeError') as string }],
    })
  })

  it('reads the record', async () => {
    const { world, agent } = await start()
    const page = await world.page()
    await page.get({ rpId: 'example.org' })
    const { contents } = await agent.client.readResource({ uri: 'latchkey://record' })

    const [record] = contents
    expect(JSON.parse(record && 'text' in record ? record.text : '')).toMatchObject([
      { kind: 'get', outcome: 'refused', error: 'SecurityError' },
    ])
  })

  it('does not answer for the user after the user has taken that back', async () => {
    const { world, agent } = await start()
    const { latchkey, home } = world
    await world.keep()
    latchkey.agentAnswers.allow(true)
    await agent.value('answer_ceremonies', { action: 'approve' })
    latchkey.agentAnswers.allow(false)
    const page = await world.page()
    const asked = new Promise((resolve) => latchkey.questions.onChange(resolve))
    const got = page.get()
    await asked
    home.clock.advance(5000)
    await new Promise(setImmediate)
    expect(latchkey.questions.list()).toHaveLength(1)

    const [question] = latchkey.questions.list()
    latchkey.questions.answer('consent', question?.request.id ?? '', { given: false })
    expect(await got).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  })

  it.each([
    ['answer_ceremonies', { action: 'never' }],
    ['answer_ceremonies', { action: 'approve', delayMs: 0 }],
    ['send_signal', { origin: 'https://other.example', ...unknown('AQ') }],
    ['try_signal', { passkeyId: 'AQ', signal: { kind: 'unknownCredential' } }],
    ['wait_for_signal', { timeoutMs: 0 }],
    ['delete_passkey', {}],
  ])('gets an error that says what is wrong: %s %j', async (name, input) => {
    const { agent, world } = await start()
    world.latchkey.agentAnswers.allow(true)
    expect(await agent.call(name, input)).toMatchObject({ isError: true })
  })

  it('gets an error when the vault is locked, and when Latchkey does not run', async () => {
    const { world, agent, stopListening } = await start()
    await world.latchkey.lock()
    expect(await agent.call('list_passkeys')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('You locked it') as string }],
    })

    await stopListening()
    expect(await agent.call('list_passkeys')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('Latchkey is not running') as string }],
    })
  })
})
