import { beforeEach, expect, it } from 'vitest'
import { PageError } from '../../../src/page/errors'
import { Conversation } from '../../../src/page/connection/conversation'
import { MAX_STRING_LENGTH } from '../../../src/shared/bridge-messages'
import { PageBridge, settle } from '../../support/page-bridge'
import { notAllowed } from '../../support/scripted-bridge'

let page: PageBridge
let conversation: Conversation

beforeEach(async () => {
  page = new PageBridge()
  conversation = new Conversation(page.ports, { event: () => {}, closed: () => {} })
  await conversation.opened
})

const signal = {
  t: 'signal',
  kind: 'unknownCredential',
  options: { rpId: 'example.org', credentialId: 'AQ' },
} as const
const get = { t: 'get', options: {} } as const

it('gives each request its own id, and each answer to its request', async () => {
  page.bridge.answer = ({ id }) => (id === 1 ? undefined : notAllowed(id))
  const first = conversation.request(get)
  await expect(conversation.request(get)).rejects.toMatchObject({ name: 'NotAllowedError' })

  page.say({ t: 'result', id: 1, credential: null })

  await expect(first).resolves.toMatchObject({ id: 1 })
})

it('turns the errors that the bridge names into those of the page', async () => {
  page.bridge.signalAnswer = (id) => ({ t: 'error', id, name: 'TypeError', message: 'malformed' })
  await expect(conversation.request(signal)).rejects.toThrow(
    new PageError('TypeError', 'malformed'),
  )

  page.bridge.signalAnswer = (id) => ({ t: 'error', id, name: 'SecurityError', message: 'no' })
  const failure: unknown = await conversation.request(signal).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(PageError)
  expect(failure).toMatchObject({ name: 'SecurityError', message: 'no' })
})

it('sends an echo back, after what the page has sent before', async () => {
  page.bridge.answer = () => undefined
  void conversation.request(get)
  void conversation.request(signal)

  page.say({ t: 'echo', id: 7 })

  expect(page.bridge.heard.map(({ t }) => t)).toEqual(['get', 'signal', 'echo'])
  expect(page.bridge.heardOf('echo')).toEqual([{ t: 'echo', id: 7 }])
})

it('tells the bridge when the page aborts, and drops a late answer', async () => {
  page.bridge.answer = () => undefined
  const controller = new AbortController()
  const answer = conversation.request(get, controller.signal)

  controller.abort('enough')
  page.say({ t: 'result', id: 1, credential: null })

  await expect(answer).rejects.toBe('enough')
  expect(page.bridge.heardOf('abort')).toEqual([{ t: 'abort', id: 1 }])
})

it('sends nothing for a page that has aborted already', async () => {
  await expect(conversation.request(get, AbortSignal.abort('before'))).rejects.toBe('before')
  expect(page.bridge.heard).toEqual([])
})

it('does not report an abort that comes after the answer', async () => {
  const controller = new AbortController()
  await conversation.request(get, controller.signal).catch(() => {})

  controller.abort()

  expect(page.bridge.heardOf('abort')).toEqual([])
})

it('fails all open requests when the socket dies', async () => {
  page.bridge.answer = () => undefined
  const answers = [conversation.request(get), conversation.request(get)]

  page.closeAll()

  for (const answer of answers) await expect(answer).rejects.toMatchObject({ kind: 'lost' })
  await expect(conversation.request(get)).rejects.toMatchObject({ kind: 'lost' })
})

it('does not send a message that the bridge would refuse', async () => {
  const options = { name: 'x'.repeat(MAX_STRING_LENGTH + 1) }

  await expect(conversation.request({ ...get, options })).rejects.toMatchObject({
    name: 'UnknownError',
  })
  expect(page.bridge.heard).toEqual([])
})

it('ignores anything that is not a message of the bridge', async () => {
  page.bridge.answer = () => undefined
  const answer = conversation.request(get)
  for (const nonsense of [null, { t: 'result' }, { t: 'constructor', id: 1 }, { t: 'news' }])
    page.say(nonsense as never)
  await settle()

  page.say({ t: 'result', id: 1, credential: null })

  await expect(answer).resolves.toMatchObject({ t: 'result' })
})

it('distinguishes an absent bridge from one that turns the page away', async () => {
  const refused = conversation.greet({ t: 'auth', proof: '' })
  page.closeAll(1008)
  await expect(refused).rejects.toMatchObject({ kind: 'refused' })

  page.isRunning = false
  const absent = new Conversation(page.ports, { event: () => {}, closed: () => {} })
  await expect(absent.opened).rejects.toMatchObject({ kind: 'absent' })
})
