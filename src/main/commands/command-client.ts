/** The running app, for the command line. */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import * as v from 'valibot'
import {
  commandApiSchemas,
  CommandError,
  commandMethods,
  commandReplySchema,
  LONGEST_COMMAND_BYTES,
  type CommandApi,
} from '../../shared/command-api'
import { Lines } from './lines'

/** No app listens at that path. */
const ABSENT = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR']

export interface RunningApp {
  readonly api: CommandApi
  close(): void
}

/**
 * @returns undefined when no app is running there.
 * @throws when an app is running there but cannot be reached.
 */
export async function connectToApp(path: string): Promise<RunningApp | undefined> {
  const socket = createConnection(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    if (ABSENT.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
  const conversation = new Conversation(socket)
  const calls = commandMethods.map((method) => [
    method,
    (...args: unknown[]) => conversation.call(method, args),
  ])
  return { api: Object.fromEntries(calls) as CommandApi, close: () => socket.destroy() }
}

interface Waiting {
  readonly method: keyof CommandApi
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

class Conversation {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(socket: Socket) {
    this.#socket = socket
    const lines = new Lines(LONGEST_COMMAND_BYTES)
    socket.on('data', (data) => {
      for (const line of lines.add(data) ?? []) this.#receive(line)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () =>
      this.#end('Latchkey ended before it answered. Start Latchkey, then try again.'),
    )
  }

  call(method: keyof CommandApi, args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
      this.#socket.write(`${JSON.stringify({ id, method, args })}\n`)
    })
  }

  #receive(line: string): void {
    const reply = v.parse(commandReplySchema, JSON.parse(line))
    const waiting = this.#waiting.get(reply.id ?? this.#lastId)
    if (!waiting) return
    this.#waiting.delete(reply.id ?? this.#lastId)
    if (!reply.ok) waiting.reject(new CommandError(reply.failure, reply.message))
    else waiting.resolve(v.parse(commandApiSchemas[waiting.method].answer, reply.value))
  }

  #end(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new CommandError('failed', why))
    this.#waiting.clear()
  }
}
