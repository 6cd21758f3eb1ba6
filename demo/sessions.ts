/**
 * One session per browser, identified by a random id in a cookie: who is signed in, and the pending ceremonies. A
 * challenge is valid once, for one session, for a limited time.
 */
import { randomBytes } from 'node:crypto'
import type { Names } from './accounts'

/** How long a challenge is valid: longer than the time-out in the page's options. */
const CHALLENGE_LIFETIME_MS = 10 * 60_000

/** When there are more sessions, the oldest is deleted. */
const MAX_SESSIONS = 1000

/** How many ceremonies one session may have pending, for example in two tabs. Beyond that, the oldest is dropped. */
const MAX_BEGUN = 16

export interface Registration extends Names {
  readonly userId: string
}

export type Ceremony =
  | { readonly kind: 'registration'; readonly challenge: string; readonly for: Registration }
  | {
      readonly kind: 'sign-in'
      readonly challenge: string
      /** `user.id` of the account that was named; null when the response's user handle identifies it. */
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
  /** Pending ceremonies by challenge, so that a new ceremony does not end the others. */
  readonly begun: Map<string, Begun>
}

export class Sessions {
  readonly #byId = new Map<string, Session>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Returns the session with that id, or opens a new session with a new id. */
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

  /** Removes and returns the ceremony that `session` began with `challenge`, so that it cannot be used twice. */
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
