/**
 * One session a browser, found again by a random id in a cookie: who is signed in, and the ceremonies
 * that were begun. A challenge is good once, for one session, for a limited time.
 */
import { randomBytes } from 'node:crypto'
import type { Names } from './accounts'

/** Milliseconds in which a ceremony must end; longer than the time-out that the page is given. */
const CHALLENGE_LIFETIME_MS = 10 * 60_000

/** The oldest sessions are forgotten beyond this many. */
const MAX_SESSIONS = 1000

/** Ceremonies that one session may have open, such as in two tabs; beyond them the oldest is forgotten. */
const MAX_BEGUN = 16

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

interface Begun {
  readonly ceremony: Ceremony
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
}

export interface Session {
  readonly id: string
  /** `user.id` of the account that is signed in. */
  signedIn: string | null
  /** By challenge: a ceremony that begins leaves the others to end. */
  readonly begun: Map<string, Begun>
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
      begun: new Map(),
    }
    this.#byId.set(session.id, session)
    forgetOldestBeyond(MAX_SESSIONS, this.#byId)
    return session
  }

  begin({ begun }: Session, ceremony: Ceremony): void {
    begun.set(ceremony.challenge, { ceremony, expiresAt: this.#now() + CHALLENGE_LIFETIME_MS })
    forgetOldestBeyond(MAX_BEGUN, begun)
  }

  /** Takes the ceremony that `session` began with `challenge`, so that it serves no second time. */
  take<K extends Ceremony['kind']>(
    session: Session,
    kind: K,
    challenge: string,
  ): Extract<Ceremony, { kind: K }> | undefined {
    const begun = session.begun.get(challenge)
    if (begun?.ceremony.kind !== kind) return undefined
    session.begun.delete(challenge)
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

function forgetOldestBeyond(most: number, entries: Map<string, unknown>): void {
  const [oldest] = entries.keys()
  if (entries.size > most && oldest !== undefined) entries.delete(oldest)
}
