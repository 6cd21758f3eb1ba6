/** Streams events as they happen, as server-sent events (HTML, §9.2). */
import type { ServerResponse } from 'node:http'
import type { EventLog } from './event-log'
import type { SessionEvent } from '../../../shared/session-event'
import type { Clock } from '../../platform/ports'

/** Regular comments let both ends notice a broken connection. */
const COMMENT_EVERY_MS = 15_000
/** Ends the stream of a driver that does not read, to save memory. The driver can resume after its last event. */
const UNREAD_AT_MOST = 16 * 1024 * 1024

export class EventStream {
  readonly #log: EventLog
  readonly #from: number
  readonly #clock: Clock

  /** @param lastEventId the header `Last-Event-ID`; undefined sends only new events. */
  constructor(log: EventLog, lastEventId: string | undefined, clock: Clock) {
    this.#log = log
    this.#clock = clock
    this.#from =
      lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : log.seq
  }

  /** Sends events until the driver disconnects or the session ends. */
  send(response: ServerResponse): void {
    // The driver disconnected while the command waited. No later event reports that, and a listener would never end.
    if (response.destroyed) return
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
