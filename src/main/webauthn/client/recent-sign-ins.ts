/** How long Chromium lets a sign-in vouch for an automatic upgrade. */
const LATELY_MS = 5 * 60_000

/**
 * The origins where the user has recently signed in. Such a page may make a passkey without asking (WebAuthn §5.1.3
 * step 19). A sign-in vouches for one passkey, so that a page cannot make passkeys without end. The sign-ins are kept
 * in memory, until the app quits.
 */
export class RecentSignIns {
  readonly #now: () => number
  /** Origin → milliseconds since the Unix epoch. */
  readonly #signedInAt = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  note(origin: string): void {
    for (const known of this.#signedInAt.keys())
      if (!this.has(known)) this.#signedInAt.delete(known)
    this.#signedInAt.set(origin, this.#now())
  }

  has(origin: string): boolean {
    const at = this.#signedInAt.get(origin)
    if (at === undefined) return false
    const age = this.#now() - at
    // A clock that was set back must not make a sign-in last.
    return age >= 0 && age <= LATELY_MS
  }

  /**
   * Uses the sign-in up before the first `await`, since a page may ask by many sockets at once.
   *
   * @returns restores the sign-in, for when no passkey was made.
   */
  use(origin: string): () => void {
    const at = this.#signedInAt.get(origin)
    this.#signedInAt.delete(origin)
    return () => {
      if (at !== undefined && !this.#signedInAt.has(origin)) this.#signedInAt.set(origin, at)
    }
  }
}
