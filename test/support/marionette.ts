/** Firefox's own remote control, which geckodriver translates WebDriver's commands to. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as v from 'valibot'

const errorSchema = v.object({ error: v.string(), message: v.string() })
const answerSchema = v.tuple([v.literal(1), v.number(), v.nullable(errorSchema), v.unknown()])

export class MarionetteError extends Error {
  /** WebDriver's name of the error. */
  readonly code: string

  constructor({ error, message }: v.InferOutput<typeof errorSchema>) {
    super(message)
    this.code = error
  }
}

interface Waiting {
  readonly done: (result: unknown) => void
  readonly fail: (error: Error) => void
}

export class Marionette {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  #received = Buffer.alloc(0)
  #lastId = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (data) => this.#receive(data))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#end())
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1')
    const marionette = new Marionette(socket)
    await once(socket, 'connect')
    return marionette
  }

  /** @throws {MarionetteError} when the command fails. */
  send(command: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.#lastId
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]))
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail })
      this.#socket.write(`${message.length}:`)
      this.#socket.write(message)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  /** A message is its length, a colon, and JSON. */
  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data])
    for (;;) {
      const colon = this.#received.indexOf(':')
      const end = colon + 1 + Number(this.#received.subarray(0, colon))
      if (colon < 0 || this.#received.length < end) return
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, end).toString())
      this.#received = this.#received.subarray(end)
      this.#settle(message)
    }
  }

  /** Ignores the greeting, which is the first message. */
  #settle(message: unknown): void {
    const answer = v.safeParse(answerSchema, message)
    if (!answer.success) return
    const [, id, error, result] = answer.output
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiting?.fail(new MarionetteError(error))
    else waiting?.done(result)
  }

  #end(): void {
    for (const { fail } of this.#waiting.values()) fail(new Error('Firefox has ended'))
    this.#waiting.clear()
  }
}
