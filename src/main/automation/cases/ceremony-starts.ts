import type { CaseFile } from '../../../shared/case-file'

/** What a case file says of its session. */
export type SessionOfCase = Required<Pick<CaseFile, 'seed' | 'clock' | 'session'>>

/** As many as the record keeps details of ceremonies. */
const MOST = 1000

/** What is to happen when the next ceremony of a kind begins. */
interface Armed {
  readonly kind: CaseFile['kind']
  readonly work: () => void
}

/** How a session was when each of its ceremonies began: a test may change the session before it saves the case. */
export class CeremonyStarts {
  readonly #read: () => SessionOfCase
  /** By the ceremony's id, oldest first. */
  readonly #all = new Map<string, SessionOfCase>()
  #armed: Armed | null = null

  /** @param read the session as it is now. */
  constructor(read: () => SessionOfCase) {
    this.#read = read
  }

  /** To be called when a ceremony begins, before its first step. */
  note(ceremonyId: string, kind: CaseFile['kind']): void {
    if (this.#armed?.kind === kind) {
      const { work } = this.#armed
      this.#armed = null
      work()
    }
    this.#all.set(ceremonyId, this.#read())
    const [oldest] = this.#all.keys()
    if (this.#all.size > MOST && oldest !== undefined) this.#all.delete(oldest)
  }

  find(ceremonyId: string): SessionOfCase | undefined {
    return this.#all.get(ceremonyId)
  }

  /** Does the work once, when the next ceremony of this kind begins. Replaces the work that was armed before. */
  arm(kind: CaseFile['kind'], work: () => void): void {
    this.#armed = { kind, work }
  }
}
