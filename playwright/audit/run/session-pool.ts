/** Sessions that trials use one after another. Each trial gets its session in the initial state. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { SessionState } from '../../client/types/session-state.js'

/** A limit, because the record of a session grows with each trial, and every trial reads it. */
const MOST_TRIALS = 20

interface Kept {
  readonly session: PasskeySession
  /** The session's initial state. */
  readonly blank: SessionState
  trials: number
}

export interface SessionWays {
  open(): Promise<PasskeySession>
  /** Called before a session ends. */
  leave(session: PasskeySession): Promise<void>
}

export class SessionPool {
  readonly #ways: SessionWays
  readonly #free: Kept[] = []

  constructor(ways: SessionWays) {
    this.#ways = ways
  }

  /** Runs the work with a session in the initial state. Does not reuse a session whose work fails. */
  async use<T>(work: (session: PasskeySession) => Promise<T>): Promise<T> {
    const kept = this.#free.pop() ?? (await this.#open())
    try {
      const result = await work(kept.session)
      kept.trials++
      if (kept.trials < MOST_TRIALS) await this.#giveBack(kept)
      else await this.#end(kept.session)
      return result
    } catch (error) {
      await this.#end(kept.session)
      throw error
    }
  }

  /** Like {@link use}, with a session that no other work uses. */
  async useNew<T>(work: (session: PasskeySession) => Promise<T>): Promise<T> {
    const session = await this.#ways.open()
    try {
      return await work(session)
    } finally {
      await this.#end(session)
    }
  }

  /** Ends the free sessions. */
  async end(): Promise<void> {
    await Promise.all(this.#free.splice(0).map(({ session }) => this.#end(session)))
  }

  async #open(): Promise<Kept> {
    const session = await this.#ways.open()
    return { session, blank: await session.state(), trials: 0 }
  }

  async #giveBack(kept: Kept): Promise<void> {
    await Promise.all([kept.session.restore(kept.blank), kept.session.disarmFaults()])
    this.#free.push(kept)
  }

  async #end(session: PasskeySession): Promise<void> {
    // A session that ends with an error has also ended.
    await this.#ways.leave(session).catch(() => undefined)
    await session.end().catch(() => undefined)
  }
}
