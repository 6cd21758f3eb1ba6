import type { CaseFile } from '../../../shared/case-file'

/** The session's state in a case file. */
export type SessionOfCase = Required<Pick<CaseFile, 'seed' | 'clock' | 'session'>>

/** The same number as the record's details of ceremonies. */
const MOST = 1000

/** Which ceremonies count as the one of a case. A page may keep a conditional ceremony waiting beside the user's own. */
type Sort = Pick<CaseFile, 'kind' | 'mediation'>

/** The work to do when the next ceremony of a sort begins. */
interface Armed {
  readonly sort: Sort
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
  note(ceremonyId: string, started: Sort): void {
    if (this.#armed && isOfSort(started, this.#armed.sort)) {
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

  /** Runs the work once, when the next ceremony of this sort begins. Replaces earlier armed work. */
  arm(sort: Sort, work: () => void): void {
    this.#armed = { sort, work }
  }
}

export function isConditional({ mediation }: Pick<CaseFile, 'mediation'>): boolean {
  return mediation === 'conditional'
}

function isOfSort(one: Sort, other: Sort): boolean {
  return one.kind === other.kind && isConditional(one) === isConditional(other)
}
