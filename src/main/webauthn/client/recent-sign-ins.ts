import type { Answerer } from '../authenticator/ports'
import type { SignIns } from './ports'

/** How long a sign-in permits an automatic upgrade, as in Chromium. */
const LATELY_MS = 5 * 60_000

/**
 * The origins where the user has recently signed in. Such a page may make a passkey without asking (WebAuthn §5.1.3 step 19). A
 * sign-in permits one passkey, so that a page cannot make passkeys without end. The sign-ins are kept in memory until the app
 * quits.
 */
export class RecentSignIns implements SignIns {
  readonly #now: () => number
  /** Origin → milliseconds since the Unix epoch. */
  readonly #signedInAt = new Map<string, number>()
  readonly #listeners = new Set<() => void>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** An origin that answers automatically does not count, because no person has agreed to the sign-in. */
  note(origin: string, answeredBy: Answerer | null): void {
    if (answeredBy === 'by-itself') return
    for (const known of this.#signedInAt.keys())
      if (!this.#has(known)) this.#signedInAt.delete(known)
    this.#signedInAt.set(origin, this.#now())
    this.#announce()
  }

  /** The user states that they have just signed in to this origin, for example with a password. */
  state(origin: string): void {
    this.note(origin, 'person')
  }

  /** Revokes a sign-in. */
  forget(origin: string): void {
    if (this.#signedInAt.delete(origin)) this.#announce()
  }

  /** Revokes all sign-ins. */
  clear(): void {
    this.#signedInAt.clear()
    this.#announce()
  }

  /** Until when the last sign-in permits a passkey, in milliseconds since the Unix epoch; null when it does not. */
  until(origin: string): number | null {
    const at = this.#signedInAt.get(origin)
    return at !== undefined && this.#has(origin) ? at + LATELY_MS : null
  }

  /** Calls back after every change, except when a sign-in becomes too old. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  refusal(origin: string): string | null {
    if (this.#has(origin)) return null
    return (
      'the page wants a passkey created without a question, but the user has not signed in to this origin with Latchkey ' +
      'within the last five minutes; each sign-in allows one such passkey'
    )
  }

  /**
   * Uses up the sign-in before the first `await`, because a page may call through many sockets at once.
   *
   * @returns a function that restores the sign-in, for when no passkey was made.
   */
  use(origin: string): () => void {
    const at = this.#signedInAt.get(origin)
    this.forget(origin)
    return () => {
      if (at === undefined || this.#signedInAt.has(origin)) return
      this.#signedInAt.set(origin, at)
      this.#announce()
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }

  #has(origin: string): boolean {
    const at = this.#signedInAt.get(origin)
    if (at === undefined) return false
    const age = this.#now() - at
    // A clock that is set back must not extend a sign-in.
    return age >= 0 && age <= LATELY_MS
  }
}
