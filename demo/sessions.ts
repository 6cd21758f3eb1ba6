/**
 * One session a browser, found again by a random id in a cookie: who is signed in, and the ceremony
 * that was begun. A challenge is good once, for one session, for a limited time.
 */
import { randomBytes } from 'node:crypto'
import type { Names } from './accounts'

/** Milliseconds in which a ceremony must end; longer than the time-out that the page is given. */
const CHALLENGE_LIFETIME_MS = 10 * 60_000

/** The oldest sessions are forgotten beyond this many. */
const MAX_SESSIONS = 1000

export interface Registration extends Names {
  readonly userId: string
}

export type Ceremony =
  | { readonly kind: 'registration'; readonly challenge: string; readonly for: Registration }
  | {
      readonly kind: 'sign-in'
      readonly challenge: string
      /** `user.id` of the account that was named; null when the authenticator is to say it. */
      readonly userId: string | null
    }

export interface Session {
  readonly id: string
  /** `user.id` of the account that is signed in. */
  signedIn: string | null
  begun: { readonly ceremony: Ceremony; readonly expiresAt: number } | null
}

export class Sessions {
  readonly #byId = new Map<string, Session>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** The session with that id, or a new one with an id of its own. */
  open(id: string | undefined): Session {
    const known = id === undefined ? undefined : this.#byId.get(id)
    if (known) return known
    const session: Session = {
      id: randomBytes(32).toString('base64url'),
      signedIn: null,
      begun: null,
    }
    this.#byId.set(session.id, session)
    const [oldest] = this.#byId.keys()
    if (this.#byId.size > MAX_SESSIONS && oldest !== undefined) this.#byId.delete(oldest)
    return session
  }

  begin(session: Session, ceremony: Ceremony): void {
    session.begun = { ceremony, expiresAt: this.#now() + CHALLENGE_LIFETIME_MS }
  }

  /** Takes the ceremony that `session` began, so that its challenge serves no second time. */
  take<K extends Ceremony['kind']>(
    session: Session,
    kind: K,
  ): Extract<Ceremony, { kind: K }> | undefined {
    const begun = session.begun
    if (begun?.ceremony.kind !== kind) return undefined
    session.begun = null
    return begun.expiresAt > this.#now()
      ? (begun.ceremony as Extract<Ceremony, { kind: K }>)
      : undefined
  }

  /** Signs an account out everywhere. */
  forgetUser(userId: string): void {
    for (const session of this.#byId.values()) {
      if (session.signedIn === userId) session.signedIn = null
    }
  }
}
