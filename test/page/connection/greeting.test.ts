import { createHmac } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { Conversation } from '../../../src/page/connection/conversation'
import { greet } from '../../../src/page/connection/greeting'
import { PAGE_ORIGIN, PageBridge, settle } from '../../support/page-bridge'
import { GRANT } from '../../support/scripted-bridge'

const greeter = {
  origin: PAGE_ORIGIN,
  frame: { crossOrigin: true, topOrigin: 'https://top.example' },
  version: '1.2.3',
}
let page: PageBridge

beforeEach(() => {
  page = new PageBridge()
})

function greeting(grant?: typeof GRANT) {
  const conversation = new Conversation(page.ports, { event: () => {}, closed: () => {} })
  return greet(conversation, greeter, grant, page.ports)
}

it('says who is there, and where the document stands', async () => {
  await expect(greeting()).resolves.toBe('unpaired')

  expect(page.bridge.heard).toEqual([
    {
      t: 'hello',
      v: [1],
      shim: '1.2.3',
      cnonce: 'BwcHBwcHBwcHBwcHBwcHBw',
      frame: { crossOrigin: true, topOrigin: 'https://top.example' },
    },
  ])
})

it('proves the token over both nonces, and never sends it', async () => {
  page.bridge.grants.set(GRANT.grant, GRANT.token)
  let snonce = ''
  const connect = page.bridge.connect.bind(page.bridge)
  page.bridge.connect = (origin, wire) =>
    connect(origin, {
      ...wire,
      send: (message) => {
        if (message.t === 'welcome') snonce = message.snonce
        wire.send(message)
      },
    })

  await expect(greeting(GRANT)).resolves.toBe('ready')

  const proof = createHmac('sha256', Buffer.from(GRANT.token, 'base64url'))
    .update(`client\n${PAGE_ORIGIN}\n${snonce}\nBwcHBwcHBwcHBwcHBwcHBw`)
    .digest('base64url')
  expect(page.bridge.heardOf('auth')).toEqual([{ t: 'auth', proof }])
  expect(JSON.stringify(page.bridge.heard)).not.toContain(GRANT.token)
})

it('sends no proof to a bridge whose own is wrong', async () => {
  page.bridge.isImpostor = true

  await expect(greeting(GRANT)).rejects.toMatchObject({ kind: 'impostor' })
  expect(page.bridge.heardOf('auth')).toEqual([])
})

it('takes a bridge that challenges a page without a grant for an impostor', async () => {
  page.bridge.isImpostor = true

  await expect(greeting()).rejects.toMatchObject({ kind: 'impostor' })
})

it('tells the page that the bridge does not speak its version', async () => {
  page.bridge.connect = (_origin, wire) => () => wire.close(1008, 'Latchkey speaks version 2')

  await expect(greeting()).rejects.toMatchObject({ kind: 'version' })
})

it('takes no version that it did not offer', async () => {
  page.bridge.connect = (_origin, wire) => () =>
    wire.send({ t: 'welcome', v: 2, app: '9.0.0', snonce: 'A'.repeat(22), state: 'unpaired' })

  await expect(greeting()).rejects.toMatchObject({ kind: 'version' })
})

it('ends as locked when the vault is locked in the middle of it', async () => {
  page.bridge.grants.set(GRANT.grant, GRANT.token)
  const connect = page.bridge.connect.bind(page.bridge)
  page.bridge.connect = (origin, wire) => {
    const receive = connect(origin, wire)
    return (text) => {
      if (text.includes('"auth"')) wire.send({ t: 'event', event: 'locked' })
      else receive(text)
    }
  }

  await expect(greeting(GRANT)).resolves.toBe('locked')
})

it('gives a conversation that has begun all the time it wants', async () => {
  const conversation = new Conversation(page.ports, { event: () => {}, closed: () => {} })
  await greet(conversation, greeter, undefined, page.ports)

  page.clock.advance(60_000)
  await settle()

  await expect(conversation.request({ t: 'pair', name: '' })).resolves.toMatchObject({
    t: 'paired',
  })
})
