import { EventLog } from './events/event-log'
import type { AutomationPorts, SessionWorld } from './ports'
import type { Session } from './session'
import { Authenticators } from './webdriver/authenticators'
import { WebDriverError } from './webdriver/webdriver-error'

/** A driver that forgets to end its sessions must not fill the memory. */
const SESSIONS_AT_MOST = 256

interface SessionOptions {
  readonly id: string
  readonly end: () => Promise<void>
}

interface OpenSession {
  readonly session: Session
  readonly end: () => Promise<void>
  stopTimer: () => void
}

/**
 * The sessions of all test drivers. Nothing of one can be reached from another: each has a world of its own. One that
 * neither its driver nor a page has used for a time ends by itself.
 */
export class Sessions {
  readonly #ports: AutomationPorts
  readonly #idleMs: number
  readonly #base: SessionWorld
  readonly #all = new Map<string, OpenSession>()

  /**
   * @param base of pages whose script is no session's.
   * @param idleMs how long a session may go without a request and without a page; 0: for ever.
   */
  constructor(ports: AutomationPorts, base: SessionWorld, idleMs: number) {
    this.#ports = ports
    this.#base = base
    this.#idleMs = idleMs
  }

  /**
   * @param id of the session; a new one by default.
   * @param end what else ends with it.
   */
  async open({
    id = this.#ports.newId(),
    end = nothingMore,
  }: Partial<SessionOptions> = {}): Promise<Session> {
    if (this.#all.size >= SESSIONS_AT_MOST)
      throw new WebDriverError(
        'session not created',
        `there are ${SESSIONS_AT_MOST} sessions already; end those that are no longer needed`,
      )
    const { newId, random } = this.#ports
    const events: EventLog = new EventLog(() => now())
    const world = await this.#ports.newWorld((event) => events.add(event))
    const now = () => world.clock.read().now
    const authenticators = new Authenticators({ world, newId, random, now })
    const session = { id, world, authenticators, events }
    this.#all.set(id, { session, end, stopTimer: () => undefined })
    this.#restartIdleTimer(id)
    return session
  }

  /** @throws {WebDriverError} `invalid session id`. */
  find(id: string): Session {
    const kept = this.#all.get(id)
    if (!kept)
      throw new WebDriverError('invalid session id', 'there is no such session; it may have ended')
    this.#restartIdleTimer(id)
    return kept.session
  }

  /** Of the session that was opened last; where there is none, of the automation itself. */
  newestWorld(): SessionWorld {
    return [...this.#all.values()].at(-1)?.session.world ?? this.#base
  }

  /** @throws {WebDriverError} `invalid session id`, and what else fails to end; the session is over all the same. */
  async end(id: string): Promise<void> {
    const { world, events } = this.find(id)
    const kept = this.#all.get(id)
    kept?.stopTimer()
    this.#all.delete(id)
    events.end()
    try {
      await world.close()
    } finally {
      await kept?.end()
    }
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#all.keys()].map((id) => this.end(id).catch(this.#fault)))
    await this.#base.close()
  }

  readonly #fault = (error: unknown): void => this.#ports.fault('ending a session', error)

  #restartIdleTimer(id: string): void {
    const kept = this.#all.get(id)
    if (!kept || this.#idleMs === 0) return
    kept.stopTimer()
    kept.stopTimer = this.#ports.clock.after(this.#idleMs, () => this.#endIdle(kept.session))
  }

  /** A page that is open counts as use: somebody may look at it. So does a driver that listens. */
  #endIdle({ id, world, events }: Session): void {
    if (world.connectedPages() > 0 || events.hasListeners) this.#restartIdleTimer(id)
    else void this.end(id).catch(this.#fault)
  }
}

async function nothingMore(): Promise<void> {
  // It is a session of ours alone.
}
