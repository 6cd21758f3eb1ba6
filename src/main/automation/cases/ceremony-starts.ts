import type { CaseFile } from '../../../shared/case-file'

/** The session's state in a case file. */
export type SessionOfCase = Required<Pick<CaseFile, 'seed' | 'clock' | 'session'>>

/** The same number as the record's details of ceremonies. */
const MOST = 1000

/** The work to do when the next ceremony of a kind begins. */
interface Armed {
  readonly kind: CaseFile['kind']
  readonly work: () => void
}

/** The session's state at the start of each ceremony. A test may change the session before it saves the case. */
export class CeremonyStarts {
  readonly #read: () => SessionOfCase
  /** By ceremony id, oldest first. */
  readonly #all = new Map<string, SessionOfCase>()
  #armed: Armed | null = null

  /** @param read returns the current state of the session. */
  constructor(read: () => SessionOfCase) {
    this.#read = read
  }

  /** Call it when a ceremony begins, before its first step. */
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

  /** Runs the work once, when the next ceremony of this kind begins. Replaces earlier armed work. */
  arm(kind: CaseFile['kind'], work: () => void): void {
    this.#armed = { kind, work }
  }
}
