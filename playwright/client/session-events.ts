/** The stream of a session's events (server-sent events, HTML §9.2). */
import type { IncomingMessage } from 'node:http'
import type { Connection } from './connection.js'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionEvent } from './types/wire.js'

const DATA = 'data: '

/**
 * Yields every event after `since`, until the session ends. Reopens a broken stream after the last event.
 *
 * @throws {LatchkeyError} when the first stream cannot be opened.
 */
export async function* sessionEvents(
  connection: Connection,
  path: string,
  since: number,
): AsyncGenerator<SessionEvent, void> {
  let last = since
  let stream: IncomingMessage | undefined = await open(connection, path, last)
  while (stream) {
    try {
      for await (const line of linesOf(stream)) {
        if (!line.startsWith(DATA)) continue
        const event = JSON.parse(line.slice(DATA.length)) as SessionEvent
        last = event.seq
        yield event
      }
    } catch (error) {
      if (!isBrokenOff(error)) throw error
    } finally {
      stream.destroy()
    }
    stream = await open(connection, path, last).catch(whenGone)
  }
}

function open(connection: Connection, path: string, last: number): Promise<IncomingMessage> {
  return connection.stream(path, { 'Last-Event-ID': String(last) })
}

/** A `LatchkeyError` means that the session or Latchkey has ended, which ends the events. */
function whenGone(error: unknown): undefined {
  if (!(error instanceof LatchkeyError)) throw error
}

async function* linesOf(stream: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

function isBrokenOff(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ECONNRESET'
}
