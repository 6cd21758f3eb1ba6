import type { ConsentAnswer, ConsentQuestion } from '../../shared/consent'
import type { ConsentScript } from './answer-for-person'

/**
 * Origins whose questions are approved without asking, until the app quits. Nothing of it is kept: a
 * person who has forgotten about it must not find passkeys given away by last week's choice.
 */
export class AnswersByItself implements ConsentScript {
  readonly answerer = 'by-itself'
  readonly #origins = new Set<string>()

  set(origin: string, answersByItself: boolean): void {
    if (answersByItself) this.#origins.add(origin)
    else this.#origins.delete(origin)
  }

  has(origin: string): boolean {
    return this.#origins.has(origin)
  }

  /** Approves; of several passkeys it takes the newest. An offer it never takes up: nobody chose. */
  answer({ origin, accounts: [newest] }: ConsentQuestion): ConsentAnswer | undefined {
    if (!this.#origins.has(origin)) return undefined
    return newest ? { given: true, accountId: newest.id } : { given: true }
  }
}
