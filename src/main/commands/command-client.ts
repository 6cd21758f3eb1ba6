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
  type CommandReply,
} from '../../shared/command-api'
import { Lines } from './lines'

/** No app listens at that path. */
const ABSENT = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR']

const ENDED_BEFORE_ANSWER =
  'Latchkey ended before it answered. See with “latchkey passkeys list” whether the command was carried out, then try again.'
const ENDED_BEFORE_CALL =
  'Latchkey ended before the command was sent. Nothing has changed; try again.'
const NOT_UNDERSTOOD =
  'The running Latchkey answered in a way that this command does not understand. Perhaps it is of another version: quit it, start this one, and try again.'
const ANSWER_TOO_LONG =
  'The answer of the running Latchkey is longer than a command takes. Choose fewer passkeys.'
const CALL_TOO_LONG = `This is more than the ${LONGEST_COMMAND_BYTES / 1024 / 1024} MiB that one command may send. Do it in parts.`

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
  readonly reject: (error: CommandError) => void
}

/** Every call settles: with its answer, or with the reason why no answer comes. */
class Conversation {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(socket: Socket) {
    this.#socket = socket
    const lines = new Lines(LONGEST_COMMAND_BYTES)
    socket.on('data', (data) => {
      const received = lines.add(data)
      if (received) for (const line of received) this.#receive(line)
      else this.#end(ANSWER_TOO_LONG)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#end(ENDED_BEFORE_ANSWER))
  }

  call(method: keyof CommandApi, args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId
    const line = `${JSON.stringify({ id, method, args })}\n`
    return new Promise((resolve, reject) => {
      if (Buffer.byteLength(line) > LONGEST_COMMAND_BYTES) reject(failed(CALL_TOO_LONG))
      else if (this.#socket.destroyed) reject(failed(ENDED_BEFORE_CALL))
      else {
        this.#waiting.set(id, { method, resolve, reject })
        this.#socket.write(line)
      }
    })
  }

  #receive(line: string): void {
    const reply = readReply(line)
    const id = reply?.id ?? this.#lastId
    const waiting = this.#waiting.get(id)
    if (!reply || !waiting) {
      this.#end(NOT_UNDERSTOOD)
      return
    }
    this.#waiting.delete(id)
    settle(waiting, reply)
  }

  #end(why: string): void {
    this.#socket.destroy()
    for (const { reject } of this.#waiting.values()) reject(failed(why))
    this.#waiting.clear()
  }
}

function readReply(line: string): CommandReply | undefined {
  try {
    const reply = v.safeParse(commandReplySchema, JSON.parse(line))
    return reply.success ? reply.output : undefined
  } catch {
    return undefined
  }
}

function settle({ method, resolve, reject }: Waiting, reply: CommandReply): void {
  if (!reply.ok) {
    reject(new CommandError(reply.failure, reply.message))
    return
  }
  const answer = v.safeParse(commandApiSchemas[method].answer, reply.value)
  if (answer.success) resolve(answer.output)
  else reject(failed(NOT_UNDERSTOOD))
}

function failed(why: string): CommandError {
  return new CommandError('failed', why)
}
