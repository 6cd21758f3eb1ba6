import { CeremonyStarts } from './cases/ceremony-starts'
import { sessionOfCase } from './cases/session-of-case'
import { EventLog } from './events/event-log'
import type { AutomationPorts, SessionHost } from './ports'
import type { Session } from './session'
import { Authenticators } from './webdriver/authenticators'
import { WebDriverError } from './webdriver/webdriver-error'

/** A limit, because a driver that forgets to end its sessions must not exhaust the memory. */
const SESSIONS_AT_MOST = 256

export interface SessionOptions {
  /** A new id by default. */
  readonly id?: string
  /** Runs when the session ends. */
  readonly onEnd?: () => Promise<void>
}

/** How long to wait before preparing the next session, so that the driver of a new session goes first. */
const PREPARE_AFTER_MS = 20

interface OpenSession {
  readonly session: Session
  readonly onEnd: SessionOptions['onEnd']
  stopTimer: () => void
}

/**
 * The sessions of all test drivers. Sessions share no state. A session ends automatically after some time without use by its
 * driver or a page.
 */
export class Sessions {
  readonly #ports: AutomationPorts
  readonly #idleMs: number
  readonly #base: SessionHost
  readonly #all = new Map<string, OpenSession>()
  /** Prepared for the next driver. It is empty, because no page knows it yet. */
  #spare: Promise<Omit<Session, 'id'>> | undefined
  #stopPreparing: () => void = () => undefined

  /**
   * @param base for pages whose script does not belong to a session.
   * @param idleMs ends a session after this many milliseconds without a request or a page; 0 never does.
   */
  constructor(ports: AutomationPorts, base: SessionHost, idleMs: number) {
    this.#ports = ports
    this.#base = base
    this.#idleMs = idleMs
  }

  /** @throws {WebDriverError} `session not created` when there are too many sessions. */
  async open({ id = this.#ports.newId(), onEnd }: SessionOptions = {}): Promise<Session> {
    if (this.#all.size >= SESSIONS_AT_MOST)
      throw new WebDriverError(
        'session not created',
        `there are already ${SESSIONS_AT_MOST} sessions; end the sessions that you no longer need`,
      )
    const prepared = this.#spare ?? this.#prepare()
    this.#spare = undefined
    const session = { id, ...(await prepared) }
    this.#all.set(id, { session, onEnd, stopTimer: () => undefined })
    this.#restartIdleTimer(id)
    this.prepareNext()
    return session
  }

  /** Prepares the next session in advance, so that its driver does not wait. */
  prepareNext(): void {
    this.#stopPreparing()
    this.#stopPreparing = this.#ports.clock.after(PREPARE_AFTER_MS, () => {
      this.#spare ??= this.#prepare()
      // The driver that opens the session gets the error.
      this.#spare.catch(() => undefined)
    })
  }

  async #prepare(): Promise<Omit<Session, 'id'>> {
    const { newId, random } = this.#ports
    const started: { host?: SessionHost; starts?: CeremonyStarts } = {}
    // The host may send events while it starts, before its clock can be read.
    const now = () => started.host?.clock.read().now ?? this.#ports.now()
    const events = new EventLog(now)
    const host = await this.#ports.newSessionHost((event) => {
      if (event.type === 'ceremonyStarted') {
        const { ceremony: kind, mediation } = event
        started.starts?.note(event.ceremonyId, { kind, mediation })
      }
      events.add(event)
    })
    started.host = host
    const authenticators = new Authenticators({ host, newId, random, now })
    const starts = new CeremonyStarts(() => sessionOfCase(host, authenticators))
    started.starts = starts
    return { host, authenticators, events, starts }
  }

  /** @throws {WebDriverError} `invalid session id`. */
  find(id: string): Session {
    const kept = this.#all.get(id)
    if (!kept)
      throw new WebDriverError('invalid session id', 'there is no such session; it may have ended')
    this.#restartIdleTimer(id)
    return kept.session
  }

  /**
   * The session, after the signals of its pages have been applied.
   *
   * @throws {WebDriverError} `invalid session id`.
   */
  async afterSignals(id: string): Promise<Session> {
    await this.find(id).host.signalsApplied()
    return this.find(id)
  }

  /** The newest session's host, or the automation's own if there is no session. */
  newestHost(): SessionHost {
    return [...this.#all.values()].at(-1)?.session.host ?? this.#base
  }

  /** @throws {WebDriverError} `invalid session id`. Also throws what a failing part throws; the session ends anyway. */
  async end(id: string): Promise<void> {
    const { host, events } = this.find(id)
    const kept = this.#all.get(id)
    kept?.stopTimer()
    this.#all.delete(id)
    events.end()
    try {
      await host.close()
    } finally {
      await kept?.onEnd?.()
    }
  }

  async endAll(): Promise<void> {
    this.#stopPreparing()
    await Promise.all([...this.#all.keys()].map((id) => this.end(id).catch(this.#fault)))
    await this.#spare?.then(({ host }) => host.close()).catch(this.#fault)
    await this.#base.close()
  }

  readonly #fault = (error: unknown): void => this.#ports.fault('ending a session', error)

  #restartIdleTimer(id: string): void {
    const kept = this.#all.get(id)
    if (!kept || this.#idleMs === 0) return
    kept.stopTimer()
    kept.stopTimer = this.#ports.clock.after(this.#idleMs, () => this.#endIdle(kept.session))
  }

  /** A connected page, a listening driver or an open ceremony counts as use. */
  #endIdle({ id, host, events }: Session): void {
    const isInUse = host.connectedPages() > 0 || events.hasListeners || host.ceremonies.isPending
    if (isInUse) this.#restartIdleTimer(id)
    else void this.end(id).catch(this.#fault)
  }
}
