/** The connection to the running app, for the command line and for agents. */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import * as v from 'valibot'
import {
  CommandError,
  commandPulseSchema,
  commandReplySchema,
  LONGEST_COMMAND_BYTES,
  socketCalls,
  socketMethods,
  type CommandReply,
  type SocketApi,
} from '../../shared/command-api'
import type { Clock } from '../platform/ports'
import { systemClock } from '../platform/system-clock'
import { Lines } from './lines'

/** A running app sends data every two seconds. */
const LONGEST_SILENCE_MS = 10_000

/** No app listens at that path. */
const ABSENT = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR']

const ENDED_BEFORE_ANSWER =
  'Latchkey ended before it answered. See with “latchkey passkeys list” whether the command was carried out, then try again.'
const ENDED_BEFORE_CALL =
  'Latchkey ended before the command was sent. Nothing has changed; try again.'
const NOT_UNDERSTOOD =
  'The running Latchkey answered in a way that this command does not understand. Perhaps it is of another version: quit it, start this one, and try again.'
const NO_SUCH_CALL =
  'The running Latchkey does not have this command. It is of another version: quit it, start this one, and try again.'
const ANSWER_TOO_LONG =
  'The answer of the running Latchkey is too long for a command. Choose fewer passkeys.'
const CALL_TOO_LONG = `This is more than the ${LONGEST_COMMAND_BYTES / 1024 / 1024} MiB that one command may send. Do it in parts.`

/** The app accepted the call before it stopped responding. */
const STOPPED_AT_WORK =
  'Latchkey is running, but does not respond. See with “latchkey passkeys list” whether the command was carried out, once it responds again; or quit Latchkey and start it again.'
const STANDS_STILL =
  'Latchkey is running, but does not respond. The command was abandoned, and nothing has changed. Quit Latchkey and start it again, then try again.'

/** How long a command waits for data from the app. */
export interface Patience {
  readonly clock: Pick<Clock, 'after'>
  readonly silenceMs: number
}

export interface RunningApp {
  readonly api: SocketApi
  close(): void
}

/**
 * @returns undefined when no app is running there.
 * @throws {CommandError} `no-answer` when an app does not respond there.
 * @throws when an app is running there but cannot be reached.
 */
export async function connectToApp(
  path: string,
  { clock = systemClock(), silenceMs = LONGEST_SILENCE_MS }: Partial<Patience> = {},
): Promise<RunningApp | undefined> {
  const socket = createConnection(path)
  try {
    await once(socket, 'connect')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (ABSENT.includes(code)) return undefined
    // More commands wait for the app than the system allows.
    if (code === 'EAGAIN') throw new CommandError('no-answer', STANDS_STILL)
    throw error
  }
  const conversation = new Conversation(socket, { clock, silenceMs })
  const calls = socketMethods.map((method) => [
    method,
    (...args: unknown[]) => conversation.call(method, args),
  ])
  return { api: Object.fromEntries(calls) as SocketApi, close: () => socket.destroy() }
}

interface Waiting {
  readonly method: keyof SocketApi
  readonly resolve: (value: unknown) => void
  readonly reject: (error: CommandError) => void
}

/** Every call settles: with its answer, or with the reason why no answer comes. */
class Conversation {
  readonly #socket: Socket
  readonly #patience: Patience
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #hasPulse = false
  #stopTimer: () => void = () => undefined

  constructor(socket: Socket, patience: Patience) {
    this.#socket = socket
    this.#patience = patience
    const lines = new Lines(LONGEST_COMMAND_BYTES)
    socket.on('data', (data) => {
      const received = lines.add(data)
      if (received) for (const line of received) this.#receive(line)
      else this.#end(failed(ANSWER_TOO_LONG))
      this.#watch()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#end(failed(ENDED_BEFORE_ANSWER)))
  }

  call(method: keyof SocketApi, args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId
    const line = `${JSON.stringify({ id, method, args })}\n`
    return new Promise((resolve, reject) => {
      if (Buffer.byteLength(line) > LONGEST_COMMAND_BYTES) reject(failed(CALL_TOO_LONG))
      else if (this.#socket.destroyed) reject(failed(ENDED_BEFORE_CALL))
      else {
        this.#waiting.set(id, { method, resolve, reject })
        this.#hasPulse = false
        this.#socket.write(line)
        this.#watch()
      }
    })
  }

  /** Restarts the time-out of the app while a call waits. */
  #watch(): void {
    this.#stopTimer()
    if (this.#waiting.size === 0) return
    const { clock, silenceMs } = this.#patience
    this.#stopTimer = clock.after(silenceMs, () => {
      const why = this.#hasPulse ? STOPPED_AT_WORK : STANDS_STILL
      this.#end(new CommandError('no-answer', why))
    })
  }

  #receive(line: string): void {
    const message = read(line)
    if (v.is(commandPulseSchema, message)) this.#hasPulse = true
    else this.#settle(message)
  }

  #settle(message: unknown): void {
    const reply = readReply(message)
    const id = reply?.id ?? this.#lastId
    const waiting = this.#waiting.get(id)
    if (!reply || !waiting) {
      this.#end(failed(NOT_UNDERSTOOD))
      return
    }
    this.#waiting.delete(id)
    // The app could not read the call. This side has checked its length.
    if (reply.id === null) waiting.reject(failed(NO_SUCH_CALL))
    else settle(waiting, reply)
  }

  #end(why: CommandError): void {
    this.#stopTimer()
    this.#socket.destroy()
    for (const { reject } of this.#waiting.values()) reject(why)
    this.#waiting.clear()
  }
}

function read(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function readReply(message: unknown): CommandReply | undefined {
  const reply = v.safeParse(commandReplySchema, message)
  return reply.success ? reply.output : undefined
}

function settle({ method, resolve, reject }: Waiting, reply: CommandReply): void {
  if (!reply.ok) {
    reject(new CommandError(reply.failure, reply.message))
    return
  }
  const answer = v.safeParse(socketCalls[method].answer, reply.value)
  if (answer.success) resolve(answer.output)
  else reject(failed(NOT_UNDERSTOOD))
}

function failed(why: string): CommandError {
  return new CommandError('failed', why)
}
