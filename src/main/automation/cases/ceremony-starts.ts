import type { CaseFile } from '../../../shared/case-file'

/** What a case file says of its session. */
export type SessionOfCase = Required<Pick<CaseFile, 'seed' | 'clock' | 'session'>>

/** As many as the record keeps details of ceremonies. */
const MOST = 1000

/** How a session was when each of its ceremonies began: a test may change the session before it saves the case. */
export class CeremonyStarts {
  readonly #read: () => SessionOfCase
  /** By the ceremony's id, oldest first. */
  readonly #all = new Map<string, SessionOfCase>()

  /** @param read the session as it is now. */
  constructor(read: () => SessionOfCase) {
    this.#read = read
  }

  note(ceremonyId: string): void {
    this.#all.set(ceremonyId, this.#read())
    const [oldest] = this.#all.keys()
    if (this.#all.size > MOST && oldest !== undefined) this.#all.delete(oldest)
  }

  find(ceremonyId: string): SessionOfCase | undefined {
    return this.#all.get(ceremonyId)
  }
}
