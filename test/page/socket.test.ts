/** The sockets of each browser, simulated without a browser. */
import { beforeEach, expect, it, vi } from 'vitest'
import { socketOpener } from '../../src/page/socket'
import { testRealm } from '../support/page-realm'

class FakeClose extends Event {
  readonly #code: number

  constructor(code: number) {
    super('close')
    this.#code = code
  }

  get code(): number {
    return this.#code
  }

  get reason(): string {
    return `${this.#code}`
  }
}

class FakeSocket extends EventTarget {
  readonly sent: string[] = []

  constructor() {
    super()
    made.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.end(1000)
  }

  end(code = 1006): void {
    this.dispatchEvent(new Event('error'))
    this.dispatchEvent(new FakeClose(code))
  }
}

const made: FakeSocket[] = []
const handlers = { opened: vi.fn(), received: vi.fn(), closed: vi.fn() }
let realm: { document: object }

/** @param WebSocket the realm's class. */
function open(WebSocket: unknown = FakeSocket) {
  const members = { document: { nth: 1 }, WebSocket, CloseEvent: FakeClose, MessageEvent }
  const made = testRealm(members)
  realm = made
  return socketOpener(made, 'ws://127.0.0.1:47801/v1/ws')(handlers)
}

beforeEach(() => {
  vi.resetAllMocks()
  made.length = 0
})

it('reports the end once', () => {
  open()
  made[0]?.end()

  expect(handlers.closed.mock.calls).toEqual([[1006, '']])
})

it('reports the end later when the class throws, as in Firefox under a policy', async () => {
  const socket = open(function refuse() {
    throw new DOMException('', 'SecurityError')
  })
  expect(handlers.closed).not.toHaveBeenCalled()

  await Promise.resolve()

  expect(handlers.closed.mock.calls).toEqual([[1006, '']])
  expect(() => {
    socket.send('text')
    socket.close()
  }).not.toThrow()
})

it('opens again when the window got another document before the socket opened', () => {
  const socket = open()
  realm.document = { nth: 2 }
  made[0]?.end()

  expect(handlers.closed).not.toHaveBeenCalled()
  made[1]?.dispatchEvent(new Event('open'))
  made[1]?.dispatchEvent(new MessageEvent('message', { data: 'text' }))
  socket.send('answer')

  expect(handlers.opened).toHaveBeenCalledTimes(1)
  expect(handlers.received.mock.calls).toEqual([['text']])
  expect(made[1]?.sent).toEqual(['answer'])
})

it('opens again once for each document', () => {
  open()
  realm.document = { nth: 2 }
  made[0]?.end()
  made[1]?.end()

  expect(made).toHaveLength(2)
  expect(handlers.closed).toHaveBeenCalledTimes(1)
})

it('does not open again after it was open', () => {
  open()
  made[0]?.dispatchEvent(new Event('open'))
  realm.document = { nth: 2 }
  made[0]?.end(1001)

  expect(made).toHaveLength(1)
  expect(handlers.closed).toHaveBeenCalledTimes(1)
})

it('does not open again if the new document is of another origin', () => {
  open()
  Object.defineProperty(realm, 'document', {
    get: () => {
      throw new DOMException('', 'SecurityError')
    },
  })
  made[0]?.end()

  expect(made).toHaveLength(1)
  expect(handlers.closed).toHaveBeenCalledTimes(1)
})
