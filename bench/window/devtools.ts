/**
 * A program's DevTools, over the pipes of `--remote-debugging-pipe`. A test driver would slow down the measured start, and a
 * port would be found too late.
 */
import type { Readable, Writable } from 'node:stream'

interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

export class DevTools {
  readonly #to: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, (params: never, sessionId: string) => void>()
  #sent = 0
  #begun = ''

  constructor(to: Writable, from: Readable) {
    this.#to = to
    from.setEncoding('utf8')
    from.on('data', (text: string) => this.#read(text))
    from.on('close', () => this.#fail(new Error('the program has ended')))
    to.on('error', (error) => this.#fail(error))
  }

  /** @param sessionId of a page; by default the browser itself. */
  send<Result = unknown>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++this.#sent
    const answer = new Promise<Result>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    )
    this.#to.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    return answer
  }

  /** One listener for each event. */
  on(event: string, listener: (params: never, sessionId: string) => void): void {
    this.#listeners.set(event, listener)
  }

  /** Messages end with a zero. */
  #read(text: string): void {
    const messages = (this.#begun + text).split('\0')
    this.#begun = messages.pop() ?? ''
    for (const message of messages) this.#take(JSON.parse(message) as Message)
  }

  #take({ id, sessionId = '', method = '', params, result, error }: Message): void {
    if (id === undefined) {
      this.#listeners.get(method)?.(params as never, sessionId)
      return
    }
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.reject(new Error(error.message))
    else waiting?.resolve(result as never)
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
