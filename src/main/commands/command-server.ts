/**
 * The server for the command line and for agents: a socket that only this user can open, with one JSON message per line in each
 * direction.
 */
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import * as v from 'valibot'
import {
  CommandError,
  commandRequestSchema,
  LONGEST_COMMAND_BYTES,
  PULSE_EVERY_MS,
  socketCalls,
  type CommandReply,
  type SocketApi,
} from '../../shared/command-api'
import { nextTurn } from '../platform/next-turn'
import type { Clock } from '../platform/ports'
import { Lines } from './lines'

interface MethodSchemas {
  readonly arguments: v.GenericSchema<unknown, readonly unknown[]>
  readonly answer: v.GenericSchema
}

export interface CommandServerPorts {
  /** @param signal aborts when the command ends. */
  readonly calls: (signal: AbortSignal) => SocketApi
  /** Resolves once the signals that have arrived are applied. Each call waits for it. Never rejects. */
  readonly signalsApplied: () => Promise<void>
  readonly clock: Pick<Clock, 'after'>
  /** Logs an internal error. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}

export class CommandServer {
  readonly #ports: CommandServerPorts
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(ports: CommandServerPorts) {
    this.#ports = ports
    this.#server = createServer((socket) => this.#serve(socket))
  }

  /**
   * @param path a socket in a folder that only this user can enter, or a named pipe. The holder of the instance lock may
   *   replace a socket that an ended instance left there.
   * @throws when it cannot listen.
   */
  static async listen(path: string, ports: CommandServerPorts): Promise<CommandServer> {
    const server = new CommandServer(ports)
    const isFile = !path.startsWith('\\\\')
    if (isFile) rmSync(path, { force: true })
    server.#server.listen(path)
    await once(server.#server, 'listening')
    if (isFile) chmodSync(path, 0o600)
    return server
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #serve(socket: Socket): void {
    const gone = new AbortController()
    const api = this.#ports.calls(gone.signal)
    const lines = new Lines(LONGEST_COMMAND_BYTES)
    let last = Promise.resolve()
    this.#sockets.add(socket)
    const ended = () => gone.abort(new Error('the command ended'))
    socket.on('end', ended)
    socket.on('close', () => {
      this.#sockets.delete(socket)
      ended()
    })
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const received = lines.add(data)
      if (!received) {
        socket.end(
          reply({ id: null, ok: false, failure: 'failed', message: 'The message is too long.' }),
        )
        return
      }
      for (const line of received)
        last = last.then(async () => {
          // A paused app finds the command and its end together, in two turns of the event loop.
          await nextTurn()
          await nextTurn()
          if (gone.signal.aborted) return
          const stopPulse = this.#pulse(socket)
          const answer = await this.#answer(line, api).finally(stopPulse)
          if (socket.writable) socket.write(answer)
        })
    })
  }

  /** Shows the command that the app is still working. Returns the function that stops it. */
  #pulse(socket: Socket): () => void {
    const { clock } = this.#ports
    let stop = clock.after(PULSE_EVERY_MS, beat)
    return () => stop()

    function beat(): void {
      if (socket.writable) socket.write(`${JSON.stringify({ pulse: true })}\n`)
      stop = clock.after(PULSE_EVERY_MS, beat)
    }
  }

  async #answer(line: string, api: SocketApi): Promise<string> {
    const request = v.safeParse(commandRequestSchema, parsed(line))
    if (!request.success)
      return reply({
        id: null,
        ok: false,
        failure: 'failed',
        message: 'Latchkey does not have this command.',
      })
    const { id, method, args } = request.output
    try {
      await this.#ports.signalsApplied()
      return replyInLimit({ id, ok: true, value: await call(api, method, args) })
    } catch (error) {
      if (error instanceof CommandError)
        return reply({ id, ok: false, failure: error.failure, message: error.message })
      this.#ports.fault(`command ${method}`, error)
      return reply({ id, ok: false, failure: 'failed', message: sentenceOf(error) })
    }
  }
}

async function call(api: SocketApi, method: keyof SocketApi, args: unknown[]): Promise<unknown> {
  const schemas: MethodSchemas = socketCalls[method]
  const checked = v.safeParse(schemas.arguments, args)
  if (!checked.success) throw new CommandError('failed', `The arguments of ${method} are wrong.`)
  const calls: Readonly<Record<string, unknown>> = { ...api }
  const work = calls[method] as (...all: unknown[]) => Promise<unknown>
  return v.parse(schemas.answer, await work(...checked.output))
}

function sentenceOf(error: unknown): string {
  return error instanceof Error && !(error instanceof v.ValiError)
    ? error.message
    : 'Something failed inside Latchkey.'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** @throws {CommandError} when the answer is too long for the command line. */
function replyInLimit(answer: CommandReply): string {
  const line = reply(answer)
  if (Buffer.byteLength(line) > LONGEST_COMMAND_BYTES)
    throw new CommandError('failed', 'The answer is too long for a command. Choose fewer passkeys.')
  return line
}

function reply(answer: CommandReply): string {
  return `${JSON.stringify(answer)}\n`
}
