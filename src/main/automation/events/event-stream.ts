/** Events as they happen: server-sent events (HTML, §9.2). */
import type { ServerResponse } from 'node:http'
import type { EventLog } from './event-log'
import type { SessionEvent } from './world-event'
import type { Clock } from '../../platform/ports'

/** So often something is sent: what keeps a connection open notices that it is gone. */
const COMMENT_EVERY_MS = 15_000
/** A driver that reads nothing must not fill the memory: its stream ends, and it can go on from its last event. */
const UNREAD_AT_MOST = 16 * 1024 * 1024

export class EventStream {
  readonly #log: EventLog
  readonly #from: number
  readonly #clock: Clock

  /** @param lastEventId the header `Last-Event-ID`; undefined: only what comes from now on. */
  constructor(log: EventLog, lastEventId: string | undefined, clock: Clock) {
    this.#log = log
    this.#clock = clock
    this.#from =
      lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : log.seq
  }

  /** Until the driver goes or the session ends. */
  send(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': events of the session\n\n')
    for (const event of this.#log.since(this.#from)) response.write(frame(event))
    const stopListening = this.#log.listen(
      (event) => {
        response.write(frame(event))
        if (response.writableLength > UNREAD_AT_MOST) response.destroy()
      },
      () => response.end(),
    )
    const stopComments = this.#commentOn(response)
    response.on('close', () => {
      stopListening()
      stopComments()
    })
  }

  #commentOn(response: ServerResponse): () => void {
    let stop: () => void = () => undefined
    const wait = () => {
      stop = this.#clock.after(COMMENT_EVERY_MS, () => {
        response.write(': still there\n\n')
        wait()
      })
    }
    wait()
    return () => stop()
  }
}

function frame(event: SessionEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}
